using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Night;
using CreditBridge.Core.Reads;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Simulators;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Jobs.StudentSystem.Reads;

/// <summary>Catalogue and transcripts from Ethos, over HTTP.</summary>
[TestClass]
public sealed class EthosReadTests
{
    [TestMethod]
    public async Task Read_Catalogue_IsTakenPageByPage()
    {
        await using var simulator = await PartnerSimulator.StartAsync();
        simulator["ethos"].PageSize = 2;
        for (var i = 0; i < 5; i++)
            simulator.EthosCampus.AddCourse("BIOL", $"{i + 1}301", $"=Biology {i}", 4);
        simulator.EthosCampus.AddCourse("BIOL", "6301", "Genomics", 3, "GR");
        simulator.EthosCampus.AddCourse("BIOL", "X1", "No digit");
        await using var bridge = await ReadStand.WithEthosAsync(simulator);
        await bridge.DbAsync(db => db.Courses.Where(course => course.Code == "MATH 1431").ExecuteUpdateAsync(set => set.SetProperty(course => course.Group, "CALC")));
        simulator.EthosCampus.AddCourse("MATH", "1431", "Calculus");
        var read = await bridge.ReadAsync();
        Assert.AreEqual((SisReadState.Done, (string?)null), (read.State, read.Problem));
        Assert.AreEqual(("0 new, 0 changed, 1 same, 0 rejected, 0 gone", "6 new, 1 changed, 0 same, 1 rejected, 0 gone", "1 new, 0 changed, 0 same, 0 rejected, 0 gone"), (read.Counts("terms"), read.Counts("courses"), read.Counts("programs")));
        var courses = await bridge.DbAsync(db => db.Courses.AsNoTracking().ToDictionaryAsync(course => course.Code));
        Assert.AreEqual(("=Biology 0", 4m, CourseLevel.Lower, "SCI"), (courses["BIOL 1301"].Title, courses["BIOL 1301"].Credits, courses["BIOL 1301"].Level, courses["BIOL 1301"].DepartmentCode));
        Assert.AreEqual((CourseLevel.Upper, CourseLevel.Graduate, "CALC"), (courses["BIOL 3301"].Level, courses["BIOL 6301"].Level, courses["MATH 1431"].Group));
        Assert.AreEqual(120, await bridge.DbAsync(db => db.Programs.Select(program => program.Credits).SingleAsync()));
    }

    [TestMethod]
    public async Task Read_CourseSlipsBetweenTwoPages_FailsAndEndsNothing()
    {
        await using var simulator = await PartnerSimulator.StartAsync();
        simulator["ethos"].PageSize = 2;
        for (var i = 0; i < 5; i++)
            simulator.EthosCampus.AddCourse("BIOL", $"{i + 1}301", $"Biology {i}");
        await using var bridge = await ReadStand.WithEthosAsync(simulator);
        await bridge.ReadAsync();
        var pages = 0;
        simulator.EthosCampus.BeforePage = resource =>
        {
            // Then the third course stands where the second stood, on the page that was read.
            if (resource == "courses" && ++pages == 2)
                simulator.EthosCampus.RemoveCourse("BIOL 1301");
        };
        var read = await bridge.ReadAsync();
        Assert.AreEqual((SisReadState.Failed, "Ethos had 5 courses and then 4 while they were read: they are read anew next time."), (read.State, read.Problem));
        simulator.EthosCampus.BeforePage = null;
        Assert.AreEqual("0 new, 0 changed, 4 same, 0 rejected, 1 gone", (await bridge.ReadAsync()).Counts("courses"));
    }

    [TestMethod]
    public async Task Read_Transcript_HasEveryAttempt()
    {
        await using var simulator = await PartnerSimulator.StartAsync();
        simulator["ethos"].PageSize = 1;
        var campus = simulator.EthosCampus;
        foreach (var number in new[] { "1001", "1002", "1003", "1004", "1005", "1006" })
            campus.AddCourse("BIOL", number, number);
        campus.AddTaken("S1", "BIOL 1001", "A");
        campus.AddTaken("S1", "BIOL 1002", "F");
        campus.AddTaken("S1", "BIOL 1003", "W");
        campus.AddTaken("S1", "BIOL 1004", EthosCampus.InProgress);
        campus.AddTaken("S1", "BIOL 1005", EthosCampus.Withdrawn);
        campus.AddTaken("S1", "BIOL 1006", "I");
        campus.AddTaken("S2", "BIOL 1001", "A");
        campus.AddTaken("S3", "BIOL 1001", "A");
        await using var bridge = await ReadStand.WithEthosAsync(simulator);
        await HaveCredentialsAsync(bridge);
        simulator["ethos"].Fault(FaultNames.UnauthorizedOnce, times: 1);
        var read = await bridge.ReadAsync();
        Assert.AreEqual((SisReadState.Done, "7 new, 0 changed, 0 same, 0 rejected, 0 gone"), (read.State, read.Counts("transcripts")), $"{read.Problem} Who has no credential is not asked for.");
        var ada = await bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == "S1").Select(learner => learner.Transcript.OrderBy(entry => entry.CourseCode).ToList()).SingleAsync());
        Assert.AreEqual("Passed Failed Withdrawn InProgress Withdrawn Incomplete", string.Join(' ', ada.Select(entry => entry.State)));
        Assert.AreEqual(("A", 3m, EthosCampus.Term), (ada[0].Grade, ada[0].Credits, ada[0].TermCode));

        campus.AddTaken("S1", "BIOL 1004", "A");
        Assert.AreEqual("0 new, 1 changed, 6 same, 0 rejected, 0 gone", (await bridge.ReadAsync()).Counts("transcripts"), "A grade is the later word.");
    }

    [TestMethod]
    public async Task Read_FilterThatIsNotUnderstood_GivesNobodyAnothersTranscript()
    {
        await using var simulator = await PartnerSimulator.StartAsync();
        simulator.EthosCampus.AddCourse("BIOL", "1001", "Biology");
        simulator.EthosCampus.AddTaken("S2", "BIOL 1001", "A");
        simulator.EthosCampus.IgnoresCriteria = true;
        await using var bridge = await ReadStand.WithEthosAsync(simulator);
        await HaveCredentialsAsync(bridge);
        var read = await bridge.ReadAsync();
        Assert.AreEqual(SisReadState.Failed, read.State);
        Assert.Contains("other persons", read.Problem!);
        Assert.AreEqual(0, await bridge.DbAsync(db => db.TranscriptEntries.CountAsync()));
    }

    [TestMethod]
    [DataRow(FaultNames.NotAcceptable, "supports no version of academic-periods")]
    [DataRow(FaultNames.RateLimit, "Sis:Ethos:CallsPerSecond")]
    [DataRow(FaultNames.Truncated, "ends in the middle")]
    [DataRow(FaultNames.LoginPage, "sent a web page")]
    public async Task Read_Fault_FailsInOneSentence(string fault, string says)
    {
        await using var simulator = await PartnerSimulator.StartAsync();
        simulator["ethos"].Fault(fault);
        await using var bridge = await ReadStand.WithEthosAsync(simulator);
        var read = await bridge.ReadAsync();
        Assert.AreEqual(SisReadState.Failed, read.State);
        Assert.Contains(says, read.Problem!);
        Assert.DoesNotContain(simulator["ethos"].Secret, read.Problem!);
    }

    [TestMethod]
    [DataRow("A", RuleOutcome.Blocked, "MATH 1431 is passed already.")]
    [DataRow(EthosCampus.InProgress, RuleOutcome.Request, "MATH 1431 is on your transcript as in progress.")]
    public async Task Night_CourseOnTheTranscriptThere_IsNotGrantedAndSaysWhy(string grade, RuleOutcome outcome, string says)
    {
        await using var simulator = await PartnerSimulator.StartAsync();
        simulator.EthosCampus.AddCourse("MATH", "1431", "MATH one");
        simulator.EthosCampus.AddCourse("CHEM", "1311", "CHEM one");
        simulator.EthosCampus.AddTaken("S1", "MATH 1431", grade);
        await using var bridge = await ReadStand.WithEthosAsync(simulator);
        bridge.Drop(SmallUniversity.Acme, "a.csv", SmallUniversity.Csv(SmallUniversity.Row("1", SmallUniversity.Ada), SmallUniversity.Row("2", "ben@example.edu")));
        var night = await bridge.NightAsync();
        Assert.AreEqual((1, (string?)null), (night.Night.Granted, night.Night.Problems), "Only Ben's.");
        var decision = await bridge.DbAsync(async db =>
        {
            var rule = await db.EquivalencyRules.Include(rule => rule.Versions).SingleAsync(rule => rule.Code == "EQ-00001");
            var ada = await db.Learners.Where(learner => learner.StudentNumber == "S1").Select(learner => learner.Id).SingleAsync();
            return (await bridge.InScopeAsync<RuleTrying, IReadOnlyList<RuleTrial>>(trying => trying.OfLearnersAsync(rule.Code, rule.Versions[0].Id, RuleContent.Of(rule, rule.Versions[0]), [ada], default))).Single().Decisions.Single();
        });
        Assert.AreEqual(outcome, decision.Outcome);
        Assert.Contains(says, decision.Explanation);
    }

    /// <summary>Of Ada and Ben, too low for any rule.</summary>
    private static async Task HaveCredentialsAsync(TestBridge bridge)
    {
        var partner = await bridge.DbAsync(db => db.Partners.Select(partner => partner.Id).SingleAsync());
        bridge.Drop(SmallUniversity.Acme, "a.csv", SmallUniversity.Csv(SmallUniversity.Row("1", SmallUniversity.Ada, result: "10"), SmallUniversity.Row("2", "ben@example.edu", result: "10")));
        var (run, _) = await bridge.InScopeAsync<SyncRequests, (Guid, bool)>(requests => requests.AskAsync(partner, NightTrigger.Page, false, TestBridge.Registrar, default));
        Assert.AreEqual(SyncRunState.Completed, await bridge.InScopeAsync<PartnerPull, SyncRunState?>(pull => pull.RunAsync(run, night: null, default)));
    }
}
