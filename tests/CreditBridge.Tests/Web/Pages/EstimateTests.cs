using System.Text;
using CreditBridge.Tests.Support;
using CreditBridge.Tests.Web.Support;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class EstimateTests
{
    [TestMethod]
    public async Task Estimate_SearchedPickedAndAsked_SaysYesAndStoresNothing()
    {
        using var host = new WebHost();
        var visitor = host.Visit();
        var page = (await visitor.GetAsync("/estimate")).IsShown("What could count");
        var before = await Rows.FingerprintAsync(host);
        page = (await visitor.SubmitAsync(page, "#estimate", ("Input.Search", "networking"), ("act", "search"))).Says("One is found.");
        page = (await visitor.SubmitAsync(page, "#estimate", ("act", page.Document.QuerySelector(".found-one")!.GetAttribute("value")!))).Says("You picked", "Networking Fundamentals");
        page = (await visitor.SubmitAsync(page, "#estimate")).Says("About 3 credits", "Maybe, a person must look", "CSCI 1100, 3 credits", "This is not a promise");
        Assert.AreEqual(before, await Rows.FingerprintAsync(host));
        Assert.AreEqual($"/my-requests/new?achievement={host.Sample.Networking.Id}", page.Document.QuerySelector("#answer a.btn-primary")!.GetAttribute("href"));
    }

    [TestMethod]
    public async Task Estimate_OfWhatNoRuleNames_SaysNoAndWhy()
    {
        using var host = new WebHost();
        var visitor = host.Visit();
        await visitor.GetAsync("/estimate");
        (await visitor.PostAsync("/estimate", ("Input.Picks[0].Achievement", host.Sample.Analytics.Id.ToString())))
            .Says("No credit by the rules as they are", "No, because", "No published rule names it yet.");
    }

    [TestMethod]
    public async Task Estimate_OfADroppedFile_ReadsAndForgetsIt()
    {
        using var host = new WebHost();
        var documents = new TestDocuments();
        var issuer = new TestIssuer(documents, "harbor.example");
        documents.WriteTo(host.DataFolder);
        var visitor = host.Visit();
        await visitor.GetAsync("/estimate");
        var before = await Rows.FingerprintAsync(host);
        (await visitor.UploadAsync("/estimate", "Input.File", "badge.jwt", Encoding.UTF8.GetBytes(issuer.Badge("1", "anybody@example.org")))).HasStatus(200).Says("Acme basics", "No, because");
        (await visitor.UploadAsync("/estimate", "Input.File", "x.png", "MZ no badge"u8.ToArray())).HasStatus(200).Has("#answer .notice", 1);
        Assert.AreEqual(before, await Rows.FingerprintAsync(host));
    }

    [TestMethod]
    public async Task Estimate_OfNothing_AsksForSomething()
    {
        using var host = new WebHost();
        var visitor = host.Visit();
        (await visitor.SubmitAsync(await visitor.GetAsync("/estimate"), "#estimate")).HasStatus(200).Says("Pick what you earned, paste a link or drop a file.");
    }

    [TestMethod]
    public async Task Estimate_MoreThan30TimesAMinute_IsToldToWait()
    {
        using var host = new WebHost();
        var visitor = host.Visit();
        var page = await visitor.GetAsync("/estimate");
        List<WebPage> answers = [];
        for (var time = 0; time < 30; time++)
            answers.Add((await visitor.SubmitAsync(page, "#estimate", ("act", "search"))).HasStatus(200));
        // One more is allowed every other second: on a slow machine the next may still be answered.
        for (var more = 0; more < 30 && answers[^1].Status == 200; more++)
            answers.Add(await visitor.SubmitAsync(page, "#estimate", ("act", "search")));
        answers[^1].HasStatus(429).Says("Too much at once");
    }

    [TestMethod]
    public async Task Estimate_WithAttacksInItsFields_ShowsThemAsText()
    {
        using var host = new WebHost();
        var visitor = host.Visit();
        await visitor.GetAsync("/estimate");
        foreach (var attack in Attacks.All.Take(12))
        {
            var page = await visitor.PostAsync("/estimate", ("Input.Search", attack), ("Input.Link", attack), ("Input.Program", attack[..Math.Min(40, attack.Length)]), ("Input.Picks[0].Achievement", host.Sample.Networking.Id.ToString()), ("Input.Picks[0].Result", attack[..Math.Min(40, attack.Length)]));
            page.HasStatus(200).Has("main script, main img, main iframe, main base, main link, main style", 0);
        }
    }
}
