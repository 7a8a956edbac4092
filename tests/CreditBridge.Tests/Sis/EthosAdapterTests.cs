using CreditBridge.Simulators;
using CreditBridge.Sis;
using CreditBridge.Sis.Ethos;
using CreditBridge.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Sis;

/// <summary>What is Ethos' own (sis.md, 'Ethos, exactly').</summary>
[TestClass]
public sealed class EthosAdapterTests
{
    private static readonly CreditPosting Math = new("6f1d6c0a5b3e", "S1", "2026FA", "Course", "MATH 1431", null, "Lower", 3, "TR", "Exam", "acme", "Acme basics", new DateOnly(2026, 11, 24));

    [TestMethod]
    public async Task Post_Credit_SendsTheSourceCourseAndNoTarget()
    {
        await using var stand = await EthosStand.StartAsync(options => (options.Program, options.JudgementGroup) = ("BA-MATH", "PLA"));
        var posted = (PostingResult.Posted)await PostAsync(stand, Math);
        Assert.AreEqual("ACME MATH1431 / 2026FA / 1", posted.Reference);
        Assert.IsNull(posted.Difference);
        var record = stand.Ledger.Records.Single();
        string[] names = ["id", "keyblocSbgiCode", "keyblocProgram", "tramSeq", "jgroup", "levlCode", "termCode", "tsubjCode", "tcrseNumb", "credHours", "tgrdCode"];
        Assert.AreEqual("S1 CREDBR BA-MATH 1 PLA UG 2026FA ACME MATH1431 3 TR", string.Join(' ', names.Select(name => record[name]!.ToString())));
        Assert.HasCount(names.Length + 3, record, "Nothing else is sent: the other three are Banner's answer.");
    }

    [TestMethod]
    [DataRow("MATH", "1400", 3, "Awarded was MATH 1431 with 3 credits, Banner recorded MATH 1400 with 3 credits.")]
    [DataRow("MATH", "1431", 4, "Awarded was MATH 1431 with 3 credits, Banner recorded MATH 1431 with 4 credits.")]
    [DataRow(null, null, 0, "Banner has no articulation rule for ACME MATH1431: it recorded no course for MATH 1431 with 3 credits.")]
    public async Task Post_BannerArticulatesOtherwise_SaysSoAndAgainWhenLookedUp(string? subject, string? number, int credits, string sentence)
    {
        await using var stand = await EthosStand.StartAsync(_ => { });
        stand.Ledger.Rules["ACME MATH1431"] = subject is null ? null : (subject, number!, credits);
        Assert.AreEqual(sentence, ((PostingResult.Posted)await PostAsync(stand, Math)).Difference);
        Assert.AreEqual(sentence, (await stand.Adapter.FindAsync([Math], default)).Single().Value.Difference);
    }

    [TestMethod]
    public async Task Post_AnswerSaysDuplicate_IsAlreadyPosted()
    {
        await using var stand = await EthosStand.StartAsync(_ => { });
        await PostAsync(stand, Math);
        stand.Source.Fault(FaultNames.Duplicate);
        Assert.IsInstanceOfType<PostingResult.AlreadyPosted>(await PostAsync(stand, Math));
        Assert.AreEqual(1, stand.Committed(Math));
    }

    [TestMethod]
    public async Task Post_TokenRefused_IsNotSentAndTheNextAttemptHasANewOne()
    {
        await using var stand = await EthosStand.StartAsync(_ => { });
        await stand.Adapter.FindAsync([Math], default);
        stand.Source.Fault(FaultNames.UnauthorizedOnce, times: 1);
        Assert.IsInstanceOfType<PostingResult.NotSent>(await PostAsync(stand, Math));
        Assert.AreEqual(0, stand.Committed(Math));
        Assert.IsInstanceOfType<PostingResult.Posted>(await PostAsync(stand, Math));
    }

    [TestMethod]
    public async Task Find_TokenRefusedInMidRun_AsksForOneNewToken()
    {
        await using var stand = await EthosStand.StartAsync(_ => { });
        await PostAsync(stand, Math);
        stand.Source.Fault(FaultNames.UnauthorizedOnce, times: 1);
        Assert.HasCount(1, await stand.Adapter.FindAsync([Math], default));
        Assert.AreEqual(2, SignIns(stand));
        stand.Source.Fault(FaultNames.UnauthorizedOnce);
        Assert.Contains("and a new one too", (await Assert.ThrowsAsync<SisException>(() => stand.Adapter.FindAsync([Math], default))).Message);
    }

    [TestMethod]
    public async Task Find_ATokensLife_IsUsedUntilAMinuteBeforeItsEnd()
    {
        await using var stand = await EthosStand.StartAsync(_ => { });
        stand.Source.TokenLife = TimeSpan.FromMinutes(60);
        await stand.Adapter.FindAsync([Math], default);
        stand.Time.Advance(TimeSpan.FromMinutes(58));
        await stand.Adapter.FindAsync([Math], default);
        Assert.AreEqual(1, SignIns(stand));
        stand.Time.Advance(TimeSpan.FromSeconds(90));
        await stand.Adapter.FindAsync([Math], default);
        Assert.AreEqual(2, SignIns(stand));
        Assert.IsFalse(stand.Source.Calls.Any(call => call.Status == 401), "It was renewed before it was refused.");
    }

    [TestMethod]
    [DataRow(FaultNames.RateLimit, true)]
    [DataRow(FaultNames.Unavailable, false)]
    public async Task Post_AskedTooOftenOrOutOfOrder_IsNotSentOnlyWhereThatIsCertain(string fault, bool isCertain)
    {
        await using var stand = await EthosStand.StartAsync(_ => { });
        await stand.Adapter.FindAsync([Math], default);
        stand.Source.Fault(fault);
        if (isCertain)
            Assert.Contains("Sis:Ethos:CallsPerSecond", ((PostingResult.NotSent)await PostAsync(stand, Math)).Reason);
        else
            Assert.AreEqual("Ethos answers 503.", (await Assert.ThrowsAsync<SisException>(() => PostAsync(stand, Math))).Message);
    }

    [TestMethod]
    public async Task Find_LookUpThatAnswersSomethingElse_ThrowsRatherThanNotFound()
    {
        await using var stand = await EthosStand.StartAsync(_ => { });
        await PostAsync(stand, Math with { StudentNumber = "S2" });
        stand.Ledger.IgnoresQuestions = true;
        Assert.Contains("other records", (await Assert.ThrowsAsync<SisException>(() => stand.Adapter.FindAsync([Math], default))).Message);
    }

    [TestMethod]
    public async Task Post_SignInRefused_IsNotSent()
    {
        await using var stand = await EthosStand.StartAsync(options => options.ApiKey = "wrong");
        Assert.Contains("check Sis:Ethos:ApiKey", ((PostingResult.NotSent)await PostAsync(stand, Math)).Reason);
    }

    [TestMethod]
    public async Task Ask_MediaTypeNotSupported_SaysWhichSettingAndClaimsNothing()
    {
        await using var stand = await EthosStand.StartAsync(_ => { });
        stand.Source.Fault(FaultNames.NotAcceptable);
        Assert.Contains("set Sis:Ethos:MediaType", (await Assert.ThrowsAsync<SisException>(() => stand.Adapter.FindAsync([Math], default))).Message);
        await Assert.ThrowsAsync<SisException>(() => PostAsync(stand, Math));
    }

    [TestMethod]
    public async Task Post_LevelThatIsNotMapped_IsNotSent()
    {
        await using var stand = await EthosStand.StartAsync(_ => { });
        Assert.Contains("Sis:Ethos:Levels:Doctoral", ((PostingResult.NotSent)await PostAsync(stand, Math with { Level = "Doctoral" })).Reason);
    }

    [TestMethod]
    [DataRow(13)]
    [DataRow(11)]
    [DataRow(10)]
    public async Task ReadPosted_TransfersNotOfOurs_AreCountedInWhicheverVersionIsThere(int version)
    {
        await using var stand = await EthosStand.StartAsync(options => options.TransferredFrom = EthosLedger.InstitutionGuid);
        stand.Ledger.Versions = [version];
        stand.Source.PageSize = 2;
        var postings = Enumerable.Range(0, 5).Select(i => Math with { StudentNumber = $"S{i}" }).ToList();
        foreach (var posting in postings)
            await PostAsync(stand, posting);
        Assert.HasCount(5, await stand.Adapter.ReadPostedAsync(postings, default).ToListAsync());
        var entries = await stand.Adapter.ReadPostedAsync(postings[..3], default).ToListAsync();
        Assert.AreEqual(("15 credits in 5 transfers that name our institution, of which we posted 9", 6m), (entries[^1].Reference, entries[^1].Credits));
    }

    [TestMethod]
    public async Task ReadPosted_NoVersionSupported_SaysSo()
    {
        await using var stand = await EthosStand.StartAsync(options => options.TransferredFrom = EthosLedger.InstitutionGuid);
        stand.Ledger.Versions = [6];
        var refused = await Assert.ThrowsAsync<SisException>(async () => await stand.Adapter.ReadPostedAsync([], default).ToListAsync());
        Assert.Contains("supports no version of student-course-transfers from 13 down (406)", refused.Message);
    }

    [TestMethod]
    public async Task Post_ManyAtOnce_GoOneAtATime()
    {
        await using var stand = await EthosStand.StartAsync(_ => { });
        await stand.Adapter.FindAsync([Math], default);
        stand.Source.Fault(FaultNames.Slow);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => PostAsync(stand, Math with { StudentNumber = $"S{i}" })));
        Assert.IsGreaterThan(TimeSpan.FromSeconds(1.1), watch.Elapsed);
    }

    [TestMethod]
    public async Task Find_BudgetOfTenCallsASecond_IsKept()
    {
        await using var stand = await EthosStand.StartAsync(options => options.CallsPerSecond = 10);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await stand.Adapter.FindAsync([.. Enumerable.Range(0, 25).Select(i => Math with { StudentNumber = $"S{i}" })], default);
        Assert.IsGreaterThan(TimeSpan.FromSeconds(1.3), watch.Elapsed, "26 calls: ten at once, then ten a second.");
    }

    [TestMethod]
    [DataRow("acme", "Course", "MATH 1431", "ACME MATH1431")]
    [DataRow("acme", "Course", "M 1", "ACME M1")]
    [DataRow("a-partner-with-a-long-name", "Course", "MATH 1431", "APART")]
    [DataRow("acme", "Course", "HISTORY 100012345", "ACME X")]
    [DataRow("acme", "Course", "XYZ 100", "ACME X")]
    [DataRow("acme", "Elective", null, "ACME X")]
    public void SourceCourse_OfAPosting_FitsBanner(string source, string kind, string? course, string begins)
    {
        var made = SourceCourse.Of(Math with { SourceCode = source, Kind = kind, CourseCode = course });
        Assert.StartsWith(begins, made.ToString());
        Assert.IsTrue(made is { Subject.Length: >= 1 and <= 10, Number.Length: >= 1 and <= 10 }, made.ToString());
        if (begins.EndsWith('X'))
            Assert.HasCount(10, made.Number);
    }

    [TestMethod]
    [DataRow("Address", "http://integrate.elluciancloud.com")]
    [DataRow("Address", "https://user:word@integrate.elluciancloud.com")]
    [DataRow("ApiKey", "")]
    [DataRow("Institution", "")]
    [DataRow("Levels:Lower", "")]
    [DataRow("TransferredFrom", "us")]
    [DataRow("NewestVersion", "12")]
    [DataRow("CallsPerSecond", "0")]
    [DataRow("AnswerSeconds", "10")]
    public async Task Settings_Wrong_AreRefusedAtStartBySettingsName(string setting, string value)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestBridge.CreateAsync(settings: Settings(setting, value)));
        Assert.StartsWith($"Sis:Ethos:{setting.Split(':')[0]} must", refused.Message);
    }

    [TestMethod]
    public async Task Settings_Right_GiveTheAdapter()
    {
        await using var bridge = await TestBridge.CreateAsync(settings: Settings("Program", "BA"));
        Assert.AreEqual("Ethos", bridge.Services.GetRequiredService<ISisAdapter>().Name);
    }

    private static Dictionary<string, string?> Settings(string setting, string value) => new()
    {
        ["Sis:Adapter"] = "Ethos",
        ["Sis:Ethos:Address"] = "https://integrate.elluciancloud.com",
        ["Sis:Ethos:ApiKey"] = "key",
        ["Sis:Ethos:Institution"] = "CREDBR",
        ["Sis:Ethos:Levels:Lower"] = "UG",
        [$"Sis:Ethos:{setting}"] = value,
    };

    private static int SignIns(EthosStand stand) => stand.Source.Calls.Count(call => call.Request.Contains("/auth", StringComparison.Ordinal));

    private static async Task<PostingResult> PostAsync(EthosStand stand, CreditPosting posting) => (await stand.Adapter.PostAsync([posting], DateTime.UtcNow.AddHours(2), default)).Single();
}
