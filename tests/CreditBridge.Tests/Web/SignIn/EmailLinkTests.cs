using System.Diagnostics;
using System.Text.RegularExpressions;
using CreditBridge.Core.Access;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.SignIn;

[TestClass]
public sealed class EmailLinkTests : IDisposable
{
    private const string Ben = "ben.harrow@mail.example";
    private readonly WebHost _host = new();

    [TestInitialize]
    public Task ConfirmAsync() => _host.QueryAsync(async db =>
    {
        db.Add(new LearnerIdentity { LearnerId = _host.Sample.Ben.Id, Key = RecipientKey.Email(Ben), ConfirmedAt = SampleInstitution.Now });
        return await db.SaveChangesAsync();
    });

    public void Dispose() => _host.Dispose();

    [TestMethod]
    public async Task Link_SignsInOnce_AfterOneFactOfTheRecord_AndLaterWithoutIt()
    {
        var visitor = _host.Visit();
        var link = await AskAsync(visitor, " Ben.Harrow@Mail.example ");
        var before = await Rows.FingerprintAsync(_host);
        (await visitor.GetAsync(link)).IsShown("Sign in").Says("It works once");
        await _host.Visit().GetAsync(link);
        Assert.AreEqual(before, await Rows.FingerprintAsync(_host), "A scanner of mail that opens the link must not use it up.");

        var question = await visitor.SubmitAsync(await visitor.GetAsync(link), "main form");
        question.IsShown("One more question").Says("your birth date or your student number");
        (await visitor.SubmitAsync(question, "main form", ("Input.BirthOn", "1988-11-30"))).LeadsTo("/my-credit");
        (await visitor.GetAsync("/my-credit")).HasStatus(200);
        (await visitor.GetAsync(link)).Says("used already");
        (await visitor.PostAsync(link)).Says("used already");
        var user = await _host.QueryAsync(db => db.Users.SingleAsync(user => user.LearnerId == _host.Sample.Ben.Id));
        Assert.AreEqual((Role.Learner, Ben), (user.Role, user.Email));

        var again = _host.Visit();
        link = await AskAsync(again, Ben);
        (await again.SubmitAsync(await again.GetAsync(link), "main form")).LeadsTo("/my-credit");
    }

    [TestMethod]
    public async Task Ask_ForAnUnknownAddress_IsAnsweredAlikeAndAsLate_AndWritesNothing()
    {
        var visitor = _host.Visit();
        await visitor.GetAsync("/sign-in/link");
        var (known, knownTook) = await TimedAsync(visitor, Ben);
        var rows = await Rows.FingerprintAsync(_host);
        var (unknown, unknownTook) = await TimedAsync(visitor, "nobody@mail.example");
        Assert.AreEqual(rows, await Rows.FingerprintAsync(_host));
        Assert.AreEqual((known.Status, known.Header("Location")), (unknown.Status, unknown.Header("Location")));
        Assert.AreEqual(known.Response.Headers.Contains("Set-Cookie"), unknown.Response.Headers.Contains("Set-Cookie"));
        Assert.IsGreaterThanOrEqualTo(490.0, Math.Min(knownTook, unknownTook));
        (await visitor.GetAsync("/sign-in/link?sent=true")).Says("If we know the address");
    }

    [TestMethod]
    public async Task Link_OfALearnerWithACampusAccount_AsksAFactToo()
    {
        await _host.QueryAsync(async db =>
        {
            db.Add(new User { Name = "Ben Harrow", Email = "ben@northfield.example", Role = Role.Learner, LearnerId = _host.Sample.Ben.Id, IdentityIssuer = "https://login.example", IdentitySubject = "b-1" });
            return await db.SaveChangesAsync();
        });
        var visitor = _host.Visit();
        var link = await AskAsync(visitor, Ben);
        var question = (await visitor.SubmitAsync(await visitor.GetAsync(link), "main form")).IsShown("One more question");
        (await visitor.SubmitAsync(question, "main form", ("Input.BirthOn", "1988-11-30"))).LeadsTo("/my-credit");
        Assert.AreEqual(1, await _host.QueryAsync(db => db.Users.CountAsync(user => user.LearnerId == _host.Sample.Ben.Id)));
    }

    [TestMethod]
    public async Task Link_InAnotherBrowser_OrAfterFifteenMinutes_SaysWhy()
    {
        var visitor = _host.Visit();
        var link = await AskAsync(visitor, Ben);
        var other = _host.Visit();
        (await other.GetAsync(link)).Says("Another browser asked for this link");
        (await other.PostAsync(link)).HasStatus(400);
        await other.GetAsync("/sign-in/link");
        (await other.PostAsync(link, ("Input.IsAnswer", "true"), ("Input.BirthOn", "1988-11-30"))).Says("Another browser asked for this link");
        _host.Time.Advance(TimeSpan.FromMinutes(15));
        (await visitor.PostAsync(link, ("Input.IsAnswer", "true"), ("Input.BirthOn", "1988-11-30"))).Says("fifteen minutes are over");
        Assert.AreEqual(0, await _host.QueryAsync(db => db.UserSessions.CountAsync()));
        (await visitor.GetAsync("/sign-in/link/made-up")).Says("fifteen minutes are over");
    }

    [TestMethod]
    public async Task Link_UsedByTwoAtOnce_LetsOneIn()
    {
        var visitor = _host.Visit();
        var link = await AskAsync(visitor, Ben);
        await visitor.GetAsync(link);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => visitor.PostAsync(link, ("Input.IsAnswer", "true"), ("Input.StudentNumber", _host.Sample.Ben.StudentNumber))));
        Assert.HasCount(1, answers.Where(answer => answer.Status == 302).ToList());
        Assert.AreEqual((1, 1), (await _host.QueryAsync(db => db.UserSessions.CountAsync()), await _host.QueryAsync(db => db.Users.CountAsync(user => user.LearnerId == _host.Sample.Ben.Id))));
    }

    [TestMethod]
    public async Task FiveWrongAnswers_LockTheRecordsLinks_ForADay()
    {
        var visitor = _host.Visit();
        var link = await AskAsync(visitor, Ben);
        await visitor.GetAsync(link);
        for (var wrong = 1; wrong < 5; wrong++)
            (await visitor.PostAsync(link, ("Input.IsAnswer", "true"), ("Input.BirthOn", $"1988-11-{wrong:00}"))).Says("not what your student record says");
        (await visitor.PostAsync(link, ("Input.IsAnswer", "true"), ("Input.StudentNumber", "N1000001"))).Says("too many wrong answers");
        (await visitor.PostAsync(link, ("Input.IsAnswer", "true"), ("Input.BirthOn", "1988-11-30"))).Says("too many wrong answers");
        var other = _host.Visit();
        link = await AskAsync(other, Ben);
        await other.GetAsync(link);
        (await other.PostAsync(link, ("Input.IsAnswer", "true"), ("Input.BirthOn", "1988-11-30"))).Says("too many wrong answers");
        Assert.AreEqual(0, await _host.QueryAsync(db => db.UserSessions.CountAsync()));
    }

    [TestMethod]
    public async Task Ask_MoreThanTenTimesAMinute_IsRefused()
    {
        var visitor = _host.Visit();
        await visitor.GetAsync("/sign-in/link");
        var answers = await Task.WhenAll(Enumerable.Range(0, 11).Select(number => visitor.PostAsync("/sign-in/link", ("Input.Email", $"n{number}@mail.example"))));
        Assert.HasCount(10, answers.Where(answer => answer.Status == 302).ToList());
        Assert.HasCount(1, answers.Where(answer => answer.Status == 429).ToList());
    }

    [TestMethod]
    public async Task Ask_WithAnAddressOfTwoLearners_OrOneNotConfirmed_SendsNothing()
    {
        await _host.QueryAsync(async db =>
        {
            db.Add(new LearnerIdentity { LearnerId = _host.Sample.Ada.Id, Key = RecipientKey.Email("shared@mail.example"), ConfirmedAt = SampleInstitution.Now });
            db.Add(new LearnerIdentity { LearnerId = _host.Sample.Ben.Id, Key = RecipientKey.Email("shared@mail.example"), ConfirmedAt = SampleInstitution.Now });
            db.Add(new LearnerIdentity { LearnerId = _host.Sample.Ben.Id, Key = RecipientKey.Email("claimed@mail.example") });
            return await db.SaveChangesAsync();
        });
        var visitor = _host.Visit();
        await visitor.GetAsync("/sign-in/link");
        await visitor.PostAsync("/sign-in/link", ("Input.Email", "shared@mail.example"));
        await visitor.PostAsync("/sign-in/link", ("Input.Email", "claimed@mail.example"));
        Assert.AreEqual(0, await _host.QueryAsync(db => db.SignInLinks.CountAsync()));
    }

    [TestMethod]
    public async Task Link_AndBrowser_AreKeptAsHashesOnly()
    {
        var link = await AskAsync(_host.Visit(), Ben);
        var row = await _host.QueryAsync(db => db.SignInLinks.SingleAsync());
        Assert.AreEqual((64, 64), (row.TokenHash.Length, row.BrowserHash.Length));
        Assert.DoesNotContain(link.Split('/')[^1], row.TokenHash);
    }

    private async Task<string> AskAsync(Visitor visitor, string address)
    {
        await visitor.GetAsync("/sign-in/link");
        (await visitor.PostAsync("/sign-in/link", ("Input.Email", address))).LeadsTo("/sign-in/link?sent=True");
        var letter = await _host.QueryAsync(db => db.Letters.Where(letter => letter.Event == LetterEvent.SignInLink).OrderByDescending(letter => letter.Id).FirstAsync());
        return new Uri(Regex.Match(letter.Body, @"https?://\S+").Value).AbsolutePath;
    }

    private static async Task<(WebPage Page, double Took)> TimedAsync(Visitor visitor, string address)
    {
        var began = Stopwatch.GetTimestamp();
        var page = await visitor.PostAsync("/sign-in/link", ("Input.Email", address));
        return (page, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }
}
