using CreditBridge.Core.Access;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class SetUpTests
{
    [TestMethod]
    public async Task NewSite_SaysWhatToSetUpNext_AndNobodysName()
    {
        using var host = new WebHost("Production", isEmpty: true);
        await host.QueryAsync(db => db.Users.Where(user => user.Role == Role.Administrator).ExecuteDeleteAsync());
        foreach (var address in new[] { "/", "/sign-in" })
            (await host.Visit().GetAsync(address)).Says("What to set up next", "Done: the institution is named.", "section SignIn", "creditbridge user grant EMAIL").DoesNotSay("Rosa", "@northfield", host.DataFolder);
        await host.QueryAsync(db => db.Institutions.ExecuteDeleteAsync());
        (await host.Visit().GetAsync("/sign-in")).Says("creditbridge institution create");
    }

    [TestMethod]
    public async Task SiteThatIsSetUp_SaysNothingOfIt()
    {
        using var host = new WebHost("Production", isEmpty: true) { Settings = { ["SignIn:OpenIdConnect:Authority"] = "https://login.northfield.example", ["SignIn:OpenIdConnect:ClientId"] = "credit" } };
        (await host.Visit().GetAsync("/sign-in")).Says("Sign in with your campus account").DoesNotSay("What to set up next");
        (await host.Visit().GetAsync("/")).DoesNotSay("What to set up next");
    }
}
