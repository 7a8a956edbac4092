using CreditBridge.Core.Letters;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class LetterTests
{
    [TestMethod]
    public async Task Words_Changed_ArePreviewedThenSavedThenReset()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        (await visitor.GetAsync("/letters/words")).IsShown("Words of the letters").Says("As it ships");
        var page = (await visitor.GetAsync("/letters/words/RequestDecided/en")).IsShown("Request decided").Says("Dear Ada,");
        (await visitor.PostAsync("/letters/words/RequestDecided/en?handler=Preview", ("Input.Subject", "News"), ("Input.Body", "Hello {{ learner.name }}!"))).Says("Hello Ada Example!");
        Assert.AreEqual(0, await host.QueryAsync(db => db.LetterTemplates.CountAsync()));
        (await visitor.PostAsync("/letters/words/RequestDecided/en", ("Input.Subject", "News"), ("Input.Body", "{% if %}"))).HasStatus(400).Says("Text:");
        (await visitor.PostAsync("/letters/words/RequestDecided/en", ("Input.Subject", "News"), ("Input.Body", "Hello {{ learner.name }}!"))).LeadsTo("/letters/words");
        (await visitor.GetAsync("/letters/words")).Says("Your words");
        (await visitor.PostAsync("/letters/words/RequestDecided/en?handler=Reset")).LeadsTo("/letters/words");
        Assert.AreEqual(0, await host.QueryAsync(db => db.LetterTemplates.CountAsync()));
        (await visitor.GetAsync("/letters/words/StaffDigest/es")).HasStatus(404);
        (await visitor.GetAsync("/letters/words/Nothing/en")).HasStatus(404);
    }

    [TestMethod]
    public async Task LinkToSignIn_IsShownToNobody()
    {
        using var host = new WebHost();
        await host.QueryAsync(async db =>
        {
            db.Add(Letter.Of(LetterEvent.SignInLink, "ada@example.edu", "Sign in", "https://credit.example.edu/sign-in/link/secret-token", SampleInstitution.Now, host.Sample.Ada.Id));
            return await db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        foreach (var address in (string[])["/letters", $"/learners/{host.Sample.Ada.Id}"])
            Assert.DoesNotContain("secret-token", (await visitor.GetAsync(address)).Says("The link is for the learner alone.").Raw());
    }

    [TestMethod]
    public async Task Letters_AreListedWithTheirText_AndGivenUpOnesAreTriedAgain()
    {
        using var host = new WebHost();
        var letter = Letter.Of(LetterEvent.RequestReceived, "ada@example.edu", "We received <b>it</b>", "Dear Ada,\n<script>alert(1)</script>", SampleInstitution.Now);
        for (var attempt = 0; attempt < Letter.MostAttempts; attempt++)
            letter.NotSent("The mail server cannot be reached.", SampleInstitution.Now);
        await host.QueryAsync(async db =>
        {
            db.Add(letter);
            return await db.SaveChangesAsync();
        });
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var page = (await visitor.GetAsync("/letters")).IsShown("Letters").Says("One letter was given up", "We received <b>it</b>", "The mail server cannot be reached.").Has("main script", 0);
        (await visitor.PostAsync("/letters?handler=Retry")).LeadsTo("/letters");
        Assert.AreEqual(LetterState.Waiting, (await host.QueryAsync(db => db.Letters.SingleAsync())).State);
        (await visitor.GetAsync("/letters?state=Failed")).Says("No letter matches");
    }
}
