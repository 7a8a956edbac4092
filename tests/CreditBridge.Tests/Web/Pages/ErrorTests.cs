using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class ErrorTests
{
    [TestMethod]
    public async Task Fault_OfOurs_ShowsAReferenceAndNeverAStackTrace()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        await host.QueryAsync(db => db.Database.ExecuteSqlRawAsync("DROP TABLE CredentialVersions"));
        var page = await visitor.GetAsync($"/credentials/{host.Sample.Credentials[0].Id}");
        page.HasStatus(500).Says("Something went wrong", "give them this reference:").DoesNotSay("Exception", "SQLite", "   at ", "CredentialVersions");
        page.Has("nav[aria-label=Tasks]", 1);
    }

    [TestMethod]
    public async Task Fault_OfTheWholeDatabase_IsStillSaidOnAPageOfOurs()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        await host.QueryAsync(db => db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys=OFF; DROP TABLE Users; DROP TABLE CreditRequests; DROP TABLE Institutions"));
        (await visitor.GetAsync("/requests")).HasStatus(500).Says("Something went wrong");
    }

    [TestMethod]
    public async Task NotFound_AndNotAllowed_AreSaidOnAPageOfOurs()
    {
        using var host = new WebHost();
        (await (await host.SignInAsync(host.Sample.Auditor)).GetAsync("/nowhere")).HasStatus(404).Says("Nothing here");
        (await (await host.SignInAsync(host.Sample.LearnerUser)).GetAsync("/grants")).HasStatus(403).Says("Not allowed", "Someone with another role can");
    }

    [TestMethod]
    public async Task ErrorPage_AskedForDirectly_IsNotFound()
    {
        using var host = new WebHost();
        (await host.Visit().GetAsync("/errors/500")).HasStatus(404);
    }
}
