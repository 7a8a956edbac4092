using System.Text;
using CreditBridge.Core.Credentials;
using CreditBridge.Tests.Support;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class MyBadgesTests
{
    private const string Own = "ada@northfield.example";

    private readonly TestDocuments _web = new();
    private readonly TestIssuer _harbor;

    public MyBadgesTests() => _harbor = new(_web, "harbor.example");

    [TestMethod]
    public async Task Page_ShowsOnesOwnOnly()
    {
        using var host = Host();
        var page = await (await host.SignInAsync(host.Sample.LearnerUser)).GetAsync("/my-badges");
        page.IsShown("My badges").Says("Networking Fundamentals", "Data Analytics Professional Certificate").Has("main .card-line", 2);
    }

    [TestMethod]
    public async Task Add_PastedBadge_SaysAtOnceWhatItIsAndWhatWasChecked()
    {
        using var host = Host();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        var answer = await visitor.SubmitAsync(await visitor.GetAsync("/my-badges"), "main form", ("Input.Badge", _harbor.Badge("1", Own)));
        answer.IsShown("My badges").Says("Added, and verified. Our rules look at it tonight.", "did:web:harbor.example", "The signature is good.", "stands in the register of Harbor Institute", "Acme basics");
        Assert.AreEqual(host.Sample.Ada.Id, (await StoredAsync(host)).LearnerId);
        (await visitor.SubmitAsync(answer, "main form", ("Input.Badge", _harbor.Badge("1", Own)))).Says("It is there already.");
    }

    [TestMethod]
    public async Task Add_ElevenAtOnce_TheLastIsToldToWait_AndReadingGoesOn()
    {
        using var host = Host();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        var page = await visitor.GetAsync("/my-badges");
        for (var time = 0; time < 10; time++)
            (await visitor.SubmitAsync(page, "main form", ("Input.Badge", "no badge"))).HasStatus(200);
        (await visitor.SubmitAsync(page, "main form", ("Input.Badge", "no badge"))).HasStatus(429).Says("Too much at once");
        (await visitor.GetAsync("/my-badges")).IsShown("My badges");
    }

    [TestMethod]
    public async Task Add_UploadedFile_IsAdded()
    {
        using var host = Host();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        await visitor.GetAsync("/my-badges");
        (await visitor.UploadAsync("/my-badges", "Input.File", "badge.jwt", Encoding.UTF8.GetBytes(_harbor.Badge("1", Own)))).IsShown("My badges").Says("Added, and verified.");
        Assert.Contains("badge.jwt", (await StoredAsync(host)).Location);
    }

    [TestMethod]
    public async Task Add_AnotherPersonsBadge_IsRefusedAndNothingIsStored()
    {
        using var host = Host();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        var before = await host.QueryAsync(db => db.Credentials.CountAsync());
        var answer = await visitor.SubmitAsync(await visitor.GetAsync("/my-badges"), "main form", ("Input.Badge", _harbor.Badge("1", "ben@northfield.example")));
        answer.IsShown("My badges").Says("It names b…@n….example, which is none of your confirmed addresses").DoesNotSay("ben@northfield.example");
        Assert.AreEqual(before, await host.QueryAsync(db => db.Credentials.CountAsync()));
    }

    [TestMethod]
    public async Task Add_Nothing_AsksForIt()
    {
        using var host = Host();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        (await visitor.SubmitAsync(await visitor.GetAsync("/my-badges"), "main form")).HasStatus(200).Says("Paste a link or the badge itself, or choose its file.");
    }

    [TestMethod]
    public async Task Add_BadgeWithMarkupInItsNames_IsShownAsText()
    {
        using var host = Host();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        var badge = _harbor.BadgeJson("1", Own);
        badge["credentialSubject"]!["achievement"]!["name"] = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        var answer = await visitor.SubmitAsync(await visitor.GetAsync("/my-badges"), "main form", ("Input.Badge", _harbor.Sign(badge)));
        answer.Says("<script>alert(1)</script>").Has("main script, main img", 0);
    }

    private static Task<Credential> StoredAsync(WebHost host) => host.QueryAsync(db => db.Credentials.SingleAsync(credential => credential.IsLearnerSupplied));

    private WebHost Host()
    {
        var host = new WebHost();
        _web.WriteTo(host.DataFolder);
        return host;
    }
}
