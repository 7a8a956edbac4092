using System.Text;
using CreditBridge.Core.Access;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class MyRequestTests
{
    [TestMethod]
    public async Task New_Asked_OpensARequestAndSaysWhatHappensNext()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        var form = (await visitor.GetAsync("/my-requests/new")).IsShown("Ask for credit").Says("Data Analytics Professional Certificate");
        var answer = await visitor.SubmitAsync(form, "#ask", ("Input.Credentials", Analytics(host)), ("Input.Statement", "It was hard."));
        answer.HasStatus(302);
        var page = await visitor.GetAsync(answer.Response.Headers.Location!.ToString());
        page.Says("We have your request R-2026-", "A person in the registrar’s office looks at it.", "By 24 Dec 2026.", "It was hard.").Has(".stepper li", 4).Has(".stepper [aria-current=step]", 1);
        (await visitor.GetAsync("/my-requests")).IsShown("My requests").Says("You have an answer by 24 Dec 2026");

        // The same form again, as a browser's 'back' sends it.
        (await visitor.SubmitAsync(form, "#ask", ("Input.Credentials", Analytics(host)), ("Input.Statement", "It was hard."))).LeadsTo(answer.Response.Headers.Location!.ToString());
        Assert.AreEqual(1, await host.QueryAsync(db => db.CreditRequests.CountAsync(request => request.Origin == RequestOrigin.Learner)));
    }

    [TestMethod]
    public async Task New_WithNothingPicked_AsksForItAndKeepsTheWords()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        var answer = await visitor.SubmitAsync(await visitor.GetAsync("/my-requests/new"), "#ask", ("Input.Statement", "Because I can."));
        answer.HasStatus(200).Says("Pick at least one credential.", "Because I can.");
        Assert.StartsWith("Error: ", answer.Title);
    }

    [TestMethod]
    public async Task New_FromTheEstimate_HasTheCredentialChosenAndSaysWhatIsMissing()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        var page = await visitor.GetAsync($"/my-requests/new?achievement={host.Sample.Analytics.Id}&badge=https://badges.example/1");
        page.Has("input[name='Input.Credentials'][checked]", 1).Says("https://badges.example/1", "Add this badge");
    }

    [TestMethod]
    public async Task Post_AfterTheSessionEnded_KeepsWhatWasTypedThroughSigningIn()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        var form = await visitor.GetAsync("/my-requests/new");
        host.Time.Advance(TimeSpan.FromHours(2));
        var words = $"Ünïcode & <b>markup</b>\nsecond line {new string('x', 3000)}";
        var answer = await visitor.SubmitAsync(form, "#ask", ("Input.Credentials", Analytics(host)), ("Input.Statement", words), ("Input.Course", "CSCI 1100"));
        answer.LeadsTo("/sign-in?returnUrl=%2Fmy-requests%2Fnew%3Fkept%3Dtrue");
        Assert.AreEqual(0, await host.QueryAsync(db => db.CreditRequests.CountAsync(request => request.Origin == RequestOrigin.Learner)));

        var signIn = await visitor.GetAsync("/sign-in?returnUrl=%2Fmy-requests%2Fnew%3Fkept%3Dtrue");
        var back = await visitor.SubmitAsync(signIn, "main form", ("Id", host.Sample.LearnerUser.Id.ToString()));
        var page = (await visitor.GetAsync(back.Response.Headers.Location!.ToString())).IsShown("Ask for credit").Says("What you wrote is here again");
        Assert.AreEqual(words, page.Document.QuerySelector("textarea")!.TextContent);
        page.Has("input[name='Input.Credentials'][checked]", 1);
        Assert.AreEqual("CSCI 1100", page.Document.QuerySelector("#Input_Course")!.GetAttribute("value"));
        (await visitor.SubmitAsync(page, "#ask", ("Input.Credentials", Analytics(host)))).HasStatus(302);
        Assert.AreEqual(words.ReplaceLineEndings("\n"), (await host.QueryAsync(db => db.CreditRequests.SingleAsync(request => request.Origin == RequestOrigin.Learner))).Statement.ReplaceLineEndings("\n"));
        (await visitor.GetAsync("/my-requests/new?kept=true")).DoesNotSay("What you wrote is here again");
    }

    [TestMethod]
    public async Task Post_KeptForSomebodyElse_OrPlantedByAnotherSite_IsNotShown()
    {
        using var host = new WebHost();
        var ben = await LearnerAsync(host);
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        var form = await visitor.GetAsync("/my-requests/new");
        host.Time.Advance(TimeSpan.FromHours(2));
        (await visitor.SubmitAsync(form, "#ask", ("Input.Statement", "Ada's own words"))).HasStatus(302);
        (await visitor.SubmitAsync(await visitor.GetAsync("/sign-in"), "main form", ("Id", ben.Id.ToString()))).HasStatus(302);
        (await visitor.GetAsync("/my-requests/new?kept=true")).IsShown("Ask for credit").DoesNotSay("Ada's own words");

        (await host.Visit().PostAsync("/my-requests/new", null, ("Input.Statement", "planted"), ("KeptFor", "forged"))).LeadsTo("/sign-in?returnUrl=%2Fmy-requests%2Fnew");
    }

    [TestMethod]
    [DataRow("Origin", "https://evil.example", 10)]
    [DataRow("Sec-Fetch-Site", "cross-site", 10)]
    [DataRow("Origin", "https://localhost", 11_900)]
    public async Task Post_SentByAnotherSite_OrTooMuchForACookie_LeavesNone(string header, string value, int characters)
    {
        using var host = new WebHost();
        var owner = (await (await host.SignInAsync(host.Sample.LearnerUser)).GetAsync("/my-requests/new")).Document.QuerySelector("input[name=KeptFor]")!.GetAttribute("value")!;
        var random = new Random(7);
        var text = new string([.. Enumerable.Range(0, characters).Select(_ => (char)random.Next(0x4E00, 0x9FFF))]);
        var page = await host.Visit().PostFromAsync("/my-requests/new", [(header, value)], ("KeptFor", owner), ("Input.Statement", text));
        page.LeadsTo("/sign-in?returnUrl=%2Fmy-requests%2Fnew");
        Assert.IsFalse(page.Response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.Contains("kept", StringComparison.Ordinal)));
        var own = await host.Visit().PostFromAsync("/my-requests/new", [("Origin", "https://localhost"), ("Sec-Fetch-Site", "same-origin")], ("KeptFor", owner), ("Input.Statement", "my words"));
        Assert.IsTrue(own.Response.Headers.GetValues("Set-Cookie").Any(cookie => cookie.Contains("kept", StringComparison.Ordinal)), "Ours is kept.");
    }

    [TestMethod]
    public async Task EveryAddress_OfAnotherLearnersRequest_IsNothingHere()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(await LearnerAsync(host));
        var (id, file) = await AskedByAdaAsync(host, "notes.txt", "words");
        await visitor.GetAsync("/my-badges");
        foreach (var address in (string[])[$"/my-requests/{id}", $"/my-requests/{id}/letter", $"/my-requests/{id}/files/{file}", $"/my-requests/{host.Sample.Requests.Posted.RequestId}/letter"])
            (await visitor.GetAsync(address)).HasStatus(404);
        foreach (var handler in (string[])["Message", "Withdraw", "Appeal"])
            (await visitor.PostAsync($"/my-requests/{id}?handler={handler}", ("Input.Text", "x"), ("Input.Reason", "x"))).HasStatus(404);
        await visitor.GetAsync("/my-requests/new");
        (await visitor.PostAsync("/my-requests/new", ("Input.FormId", Guid.NewGuid().ToString()), ("Input.Credentials", host.Sample.Credentials[0].Id.ToString()))).HasStatus(404);
    }

    [TestMethod]
    public async Task File_IsDownloadedAndNeverShown()
    {
        using var host = new WebHost();
        var (id, file) = await AskedByAdaAsync(host, "<img src=x onerror=alert(1)>.txt", "plain words");
        foreach (var (user, address) in ((User, string)[])[(host.Sample.LearnerUser, $"/my-requests/{id}/files/{file}"), (host.Sample.Evaluator, $"/requests/{id}/files/{file}")])
        {
            var page = await (await host.SignInAsync(user)).GetAsync(address);
            page.HasStatus(200);
            Assert.AreEqual("attachment", page.Response.Content.Headers.ContentDisposition!.DispositionType);
            Assert.AreEqual("nosniff", page.Header("X-Content-Type-Options"));
            Assert.AreEqual("text/plain", page.Response.Content.Headers.ContentType!.MediaType);
        }
    }

    [TestMethod]
    [DataRow("tool.png", "MZ\0\0", "is no PDF, PNG, JPEG or plain text")]
    [DataRow("drawing.svg", "<svg><script>alert(1)</script></svg>", "is no PDF, PNG, JPEG or plain text")]
    public async Task New_WithAWrongFile_SaysSoAndKeepsTheWords(string name, string content, string sentence)
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        await visitor.GetAsync("/my-requests/new");
        var page = await visitor.UploadAsync("/my-requests/new", "Input.Files", name, Encoding.UTF8.GetBytes(content), ("Input.FormId", Guid.NewGuid().ToString()), ("Input.Credentials", Analytics(host)), ("Input.Statement", "Kept words"));
        page.HasStatus(200).Says(sentence, "Kept words");
        Assert.AreEqual(0, await host.QueryAsync(db => db.Attachments.CountAsync()));
    }

    [TestMethod]
    public async Task New_With50Megabytes_SaysTheLimit()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        await visitor.GetAsync("/my-requests/new");
        var page = await visitor.UploadAsync("/my-requests/new", "Input.Files", "big.pdf", new byte[50 * 1024 * 1024], ("Input.FormId", Guid.NewGuid().ToString()), ("Input.Credentials", Analytics(host)));
        page.HasStatus(200).Says("is larger than 10 MB, which is the most that is taken.");
    }

    [TestMethod]
    public async Task Appeal_OfADecline_IsAskedForWithAReason_AndTheLetterSaysHow()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(await LearnerAsync(host));
        var id = host.Sample.Requests.Declined.Id;
        (await visitor.GetAsync($"/my-requests/{id}/letter")).IsShown("Decision on request R-2026-000090").Says("declined", "The content differs from the course. The certificate covers half of the course.", "Decided by Ivo Brandt, evaluator", "You may appeal once");
        var page = await visitor.GetAsync($"/my-requests/{id}");
        (await visitor.SubmitAsync(page, "#appeal form")).HasStatus(200).Says("Say why the decision is wrong");
        (await visitor.SubmitAsync(page, "#appeal form", ("Input.Reason", "Both halves are there."))).HasStatus(302);
        (await visitor.GetAsync($"/my-requests/{id}")).Says("Somebody who took no part in the first decision looks at it again.", "Both halves are there.").Has("#appeal", 0);
        (await visitor.SubmitAsync(page, "#appeal form", ("Input.Reason", "Again"))).HasStatus(302);
        Assert.AreEqual(1, await host.QueryAsync(db => db.RequestEntries.CountAsync(entry => entry.Kind == RequestEntryKind.Appealed)));
    }

    [TestMethod]
    public async Task Withdraw_WhatIsDecidedMeanwhile_IsAConflictWithASentence()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(await LearnerAsync(host));
        var page = await visitor.GetAsync($"/my-requests/{host.Sample.Requests.WithChoice.Id}");
        await host.QueryAsync(async db =>
        {
            var request = await db.CreditRequests.AsTracking().Include(row => row.Lines).SingleAsync(row => row.Id == host.Sample.Requests.WithChoice.Id);
            foreach (var state in (RequestState[])[RequestState.InEvaluation, RequestState.Decided])
                db.Entry(request).Property(row => row.State).CurrentValue = state;
            return await db.SaveChangesAsync();
        });
        (await visitor.SubmitAsync(page, ".withdraw form")).HasStatus(409).Says("is Decided and cannot become Withdrawn");
    }

    [TestMethod]
    public async Task Words_With40Attacks_AreShownAsText()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        var attacks = string.Join("\n", Attacks.All);
        var answer = await visitor.SubmitAsync(await visitor.GetAsync("/my-requests/new"), "#ask", ("Input.Credentials", Analytics(host)), ("Input.Statement", attacks));
        var address = answer.Response.Headers.Location!.ToString();
        await visitor.SubmitAsync(await visitor.GetAsync(address), "#message form", ("Input.Text", $"Once more:\n{attacks}"));
        await visitor.GetAsync(address);
        foreach (var attack in Attacks.All.Take(8))
            (await visitor.UploadAsync($"{address}?handler=Message", "Input.Files", $"{attack.Replace('"', '\'')}.txt", Encoding.UTF8.GetBytes("words"), ("Input.Text", attack))).HasStatus(302);
        var page = await visitor.GetAsync(address);
        foreach (var attack in Attacks.All)
            Assert.Contains(WebPage.Fold(attack), page.Text);
        AssertHarmless(page);
        AssertHarmless(await (await host.SignInAsync(host.Sample.Evaluator)).GetAsync($"/requests/{address.Split('/')[^1]}"));
    }

    private static void AssertHarmless(WebPage page)
    {
        page.HasStatus(200).Has("main script, main img, main iframe, main object, main embed, main style, main link, main base, main meta, main math, main video, main audio, main input[autofocus]", 0);
        Assert.IsFalse(page.Document.QuerySelectorAll("main *").Any(element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) && attribute.Name is "href" or "src" or "action" && attribute.Value.Contains("alert", StringComparison.Ordinal))));
    }

    private static string Analytics(WebHost host) => host.Sample.Credentials[1].Id.ToString();

    private static Task<User> LearnerAsync(WebHost host) => host.QueryAsync(async db =>
    {
        var ben = new User { Name = "Ben Harrow", Email = "ben@northfield.example", Role = Role.Learner, LearnerId = host.Sample.Ben.Id };
        db.Users.Add(ben);
        await db.SaveChangesAsync();
        return ben;
    });

    private static async Task<(Guid Request, Guid File)> AskedByAdaAsync(WebHost host, string name, string content)
    {
        var visitor = await host.SignInAsync(host.Sample.LearnerUser);
        await visitor.GetAsync("/my-requests/new");
        (await visitor.UploadAsync("/my-requests/new", "Input.Files", name, Encoding.UTF8.GetBytes(content), ("Input.FormId", Guid.NewGuid().ToString()), ("Input.Credentials", Analytics(host)))).HasStatus(302);
        var file = await host.QueryAsync(db => db.Attachments.SingleAsync());
        return (file.RequestId, file.Id);
    }
}
