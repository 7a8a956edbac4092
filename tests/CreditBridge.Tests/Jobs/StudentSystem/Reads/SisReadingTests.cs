using CreditBridge.Core;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Reads;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Jobs.StudentSystem.Reads;

[TestClass]
public sealed class SisReadingTests
{
    [TestMethod]
    public async Task Read_ExtractsOfEveryKind_AreTakenWithTheirCounts()
    {
        await using var bridge = await ReadStand.WithExtractsAsync();
        bridge.Extract("terms.csv", "code,name,starts_on,ends_on,open\n2027SP,Spring 2027,2027-01-10,2027-05-20,yes\n");
        bridge.Extract("courses.csv", ReadStand.CourseHeader + "MATH,1431,Calculus,3,Lower,SCI\nCHEM,1311,CHEM one,3,Lower,SCI\nBIOL,1306,Biology,x,Lower,SCI\n");
        bridge.Extract("programs.csv", "code,name,level,department,credits\nBS-CHEM,Chemistry,Upper,SCI,120\n");
        bridge.Extract("learners.csv", "student_number,given_name,family_name,standing,level\nS1,Ada,Learner,Enrolled,Lower\nS9,Zoe,New,Admitted,Lower\n");
        bridge.Extract("transcripts-1.csv", "student_number,course,term,state,grade\nS1,MATH 1431,2026FA,Passed,A\n");
        bridge.Extract("transcripts-2.csv", "student_number,course,term,state,grade\nS2,MATH 1431,2026FA,Failed,F\n");
        var looked = await bridge.ReadAsync(isDryRun: true);
        Assert.AreEqual((SisReadState.Done, "0 new, 1 changed, 1 same, 1 rejected, 0 gone"), (looked.State, looked.Counts("courses")), looked.Problem);
        Assert.AreEqual(0, await bridge.DbAsync(db => db.TranscriptEntries.CountAsync()), "A look changes nothing.");

        var read = await bridge.ReadAsync();
        Assert.AreEqual((SisReadState.Done, (string?)null), (read.State, read.Problem));
        Assert.AreEqual("terms courses programs learners transcripts", string.Join(' ', read.Tables.Select(table => table.Kind)));
        Assert.AreEqual("1 new, 0 changed, 0 same, 0 rejected, 0 gone", read.Counts("terms"));
        Assert.AreEqual("1 new, 1 changed, 0 same, 0 rejected, 0 gone", read.Counts("learners"));
        Assert.AreEqual("2 new, 0 changed, 0 same, 0 rejected, 0 gone", read.Counts("transcripts"));
        Assert.Contains("'x' in 'credits' is no number.", read.Tables[1].Rows.Single(row => row.Outcome == "Rejected").Reason!);
        Assert.AreEqual("0 new, 0 changed, 2 same, 0 rejected, 0 gone", (await bridge.ReadAsync()).Counts("transcripts"));
    }

    [TestMethod]
    public async Task Read_OldFilesBelowAndBackups_AreLeftAlone()
    {
        await using var bridge = await ReadStand.WithExtractsAsync();
        Directory.CreateDirectory(Path.Combine(bridge.Data.Extracts, "old"));
        bridge.Extract("terms.csv", "code,name,starts_on,ends_on,open\n2027SP,Spring 2027,2027-01-10,2027-05-20,yes\n");
        bridge.Extract("old/terms.csv", "code,name,starts_on,ends_on,open\n2027SP,Spring as it was,2027-01-10,2027-05-20,no\n");
        bridge.Extract("terms-backup.csv", "code,name,starts_on,ends_on,open\n2027SP,Spring of a backup,2027-01-10,2027-05-20,no\n");
        var read = await bridge.ReadAsync();
        Assert.AreEqual((SisReadState.Done, "1 new, 0 changed, 0 same, 0 rejected, 0 gone"), (read.State, read.Counts("terms")), read.Problem);
        Assert.AreEqual("Spring 2027", await bridge.DbAsync(db => db.Terms.Where(term => term.Code == "2027SP").Select(term => term.Name).SingleAsync()));
    }

    [TestMethod]
    public async Task Read_CourseThatVanished_EndsTodayAndItsRuleIsShownTomorrow()
    {
        await using var bridge = await ReadStand.WithExtractsAsync();
        var all = ReadStand.CourseHeader + "MATH,1431,MATH one,3,Lower,SCI\nCHEM,1311,CHEM one,3,Lower,SCI\n";
        bridge.Extract("courses.csv", all);
        await bridge.AddAsync(new Course { Subject = "ART", Number = "1---", Code = "ART 1---", Title = "Elective", Credits = 3, Level = CourseLevel.Lower, DepartmentCode = "SCI", Group = "ART 1---", IsPlaceholder = true },
            new Course { Subject = "HIST", Number = "1301", Code = "HIST 1301", Title = "By hand", Credits = 3, Level = CourseLevel.Lower, DepartmentCode = "SCI", Group = "HIST 1301" });
        await bridge.ReadAsync();
        bridge.Extract("courses.csv", all.Replace("CHEM,1311,CHEM one,3,Lower,SCI\n", "", StringComparison.Ordinal));
        var read = await bridge.ReadAsync();
        Assert.AreEqual("0 new, 0 changed, 1 same, 0 rejected, 1 gone", read.Counts("courses"), "Neither the placeholder nor what was added here by hand is the student system's to end.");
        var ended = await bridge.DbAsync(db => db.Courses.Where(course => course.EffectiveTo != null).ToDictionaryAsync(course => course.Code, course => course.EffectiveTo));
        Assert.AreEqual(("CHEM 1311", new DateOnly(2026, 11, 24)), (ended.Single().Key, ended.Single().Value!.Value));
        Assert.AreEqual("0 new, 0 changed, 1 same, 0 rejected, 0 gone", (await bridge.ReadAsync()).Counts("courses"), "Once gone it does not go again.");

        bridge.Time.Advance(TimeSpan.FromDays(1));
        await bridge.InScopeAsync<RuleHealth, int>(health => health.LookAsync(default));
        var finding = await bridge.DbAsync(db => db.RuleFindings.Where(finding => finding.Check == HealthCheck.CourseVanished).SingleAsync());
        Assert.AreEqual("EQ-00002", (await bridge.DbAsync(db => db.EquivalencyRules.SingleAsync(rule => rule.Id == finding.RuleId))).Code);

        bridge.Extract("courses.csv", all);
        Assert.AreEqual("0 new, 1 changed, 1 same, 0 rejected, 0 gone", (await bridge.ReadAsync()).Counts("courses"));
        Assert.IsFalse(await bridge.DbAsync(db => db.Courses.AnyAsync(course => course.EffectiveTo != null)), "It came back.");
    }

    [TestMethod]
    public async Task Read_ManyCoursesVanish_IsHeldUntilTheirNumberIsConfirmed()
    {
        await using var bridge = await ReadStand.WithExtractsAsync();
        bridge.Extract("courses.csv", ReadStand.Courses(40));
        await bridge.ReadAsync();
        bridge.Extract("courses.csv", ReadStand.Courses(35));
        Assert.AreEqual(SisReadState.Done, (await bridge.ReadAsync()).State, "Five may always go.");
        bridge.Extract("courses.csv", ReadStand.Courses(29) + "BIOL,2000,New,3,Lower,SCI\n");
        var held = await bridge.ReadAsync();
        Assert.AreEqual((SisReadState.Held, 6, "6 of 35 courses are no longer there: nothing is taken before somebody says that this is right."), (held.State, held.Gone, held.Problem));
        Assert.AreEqual((0, 5), (await CountAsync(bridge, "BIOL 2000"), await EndedAsync(bridge)), "Nothing was taken, the new course neither.");
        await Assert.ThrowsAsync<IllegalMoveException>(() => ConfirmAsync(bridge, held.Id, 5));

        bridge.Extract("courses.csv", ReadStand.Courses(28));
        await ConfirmAsync(bridge, held.Id, 6);
        await bridge.InScopeAsync<SisReading>(reading => reading.ReadRequestedAsync(default));
        Assert.AreEqual((SisReadState.Held, 7), ((await bridge.FindAsync(held.Id)).State, (await bridge.FindAsync(held.Id)).Gone), "By now more would go than was confirmed.");
        await ConfirmAsync(bridge, held.Id, 7);
        await bridge.InScopeAsync<SisReading>(reading => reading.ReadRequestedAsync(default));
        Assert.AreEqual(SisReadState.Done, (await bridge.FindAsync(held.Id)).State);
        Assert.AreEqual(12, await EndedAsync(bridge));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(ReadStand.CourseHeader)]
    public async Task Read_EmptyTable_IsHeld(string content)
    {
        await using var bridge = await ReadStand.WithExtractsAsync();
        bridge.Extract("courses.csv", ReadStand.Courses(3));
        await bridge.ReadAsync();
        bridge.Extract("courses.csv", content);
        Assert.AreEqual(SisReadState.Held, (await bridge.ReadAsync()).State);
        Assert.AreEqual(0, await EndedAsync(bridge));
    }

    [TestMethod]
    public async Task Read_FileStillBeingWritten_IsHeldAndTakesNothing()
    {
        await using var bridge = await ReadStand.WithExtractsAsync(restSeconds: 1);
        bridge.Extract("terms.csv", "code,name,starts_on,ends_on,open\n2027SP,Spring 2027,2027-01-10,2027-05-20,yes\n");
        bridge.Extract("courses.csv.part", ReadStand.CourseHeader);
        Assert.AreEqual((SisReadState.Held, "courses.csv.part is still being written: nothing was taken."), ((await bridge.ReadAsync()) is var part ? (part.State, part.Problem) : default));
        File.Delete(Path.Combine(bridge.Data.Extracts, "courses.csv.part"));

        bridge.Extract("courses.csv", ReadStand.Courses(2));
        var growing = bridge.ReadAsync();
        await Task.Delay(200);
        bridge.Extract("courses.csv", ReadStand.Courses(3));
        Assert.AreEqual((SisReadState.Held, "courses.csv is still being written: nothing was taken."), ((await growing).State, (await growing).Problem));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.Terms.CountAsync()), "Files belong together: none is taken without the others.");
    }

    [TestMethod]
    public async Task Read_RowWithoutACourse_EndsNone()
    {
        await using var bridge = await ReadStand.WithExtractsAsync();
        bridge.Extract("courses.csv", ReadStand.Courses(3));
        await bridge.ReadAsync();
        bridge.Extract("courses.csv", ReadStand.Courses(2) + ",,Nameless,3,Lower,SCI\n");
        var read = await bridge.ReadAsync();
        Assert.AreEqual((SisReadState.Done, "0 new, 0 changed, 2 same, 1 rejected, 0 gone"), (read.State, read.Counts("courses")));
        Assert.Contains("no course was ended", read.Problem!);
    }

    [TestMethod]
    public async Task Read_NoFolder_FailsAndSaysSo()
    {
        await using var bridge = await ReadStand.WithExtractsAsync();
        var read = await bridge.ReadAsync();
        Assert.AreEqual(SisReadState.Failed, read.State);
        Assert.Contains("has none of terms.csv, courses.csv", read.Problem!);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Request_TwiceAtOnce_IsOneRead(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider, settings: new() { ["Sis:Reads"] = "Extracts", ["Sis:Extracts:RestSeconds"] = "0" }).WithSmallUniversityAsync();
        bridge.Extract("courses.csv", ReadStand.Courses(3));
        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bridge.InScopeAsync<SisReads, (Guid Id, bool IsNew)>(reads => reads.RequestAsync(false, TestBridge.Registrar, default))));
        Assert.AreEqual((1, 1), (asked.Select(one => one.Id).Distinct().Count(), asked.Count(one => one.IsNew)));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => bridge.InScopeAsync<SisReading>(reading => reading.ReadRequestedAsync(default))));
        var read = await bridge.FindAsync(asked[0].Id);
        Assert.AreEqual((SisReadState.Done, 1, "3 new, 0 changed, 0 same, 0 rejected, 0 gone"), (read.State, read.Fence, read.Counts("courses")), "One did it.");
    }

    [TestMethod]
    public async Task Night_ReadsBeforeItEvaluates()
    {
        await using var bridge = await ReadStand.WithExtractsAsync();
        bridge.Extract("transcripts.csv", "student_number,course,term,state,grade\nS1,MATH 1431,2026FA,Passed,A\n");
        bridge.Drop(SmallUniversity.Acme, "a.csv", SmallUniversity.Csv(SmallUniversity.Row("1", SmallUniversity.Ada), SmallUniversity.Row("2", "ben@example.edu")));
        var night = await bridge.NightAsync();
        Assert.AreEqual((1, (string?)null), (night.Night.Granted, night.Night.Problems), "Ada has passed the course already, Ben has not.");
        Assert.AreEqual(TranscriptState.Passed, await bridge.DbAsync(db => db.TranscriptEntries.Select(entry => entry.State).SingleAsync()));
    }

    [TestMethod]
    public async Task Night_ReadIsHeld_SaysSoAndEvaluatesWithWhatItHas()
    {
        await using var bridge = await ReadStand.WithExtractsAsync();
        bridge.Extract("courses.csv", "");
        bridge.Drop(SmallUniversity.Acme, "a.csv", SmallUniversity.Csv(SmallUniversity.Row("1", SmallUniversity.Ada)));
        var night = await bridge.NightAsync();
        Assert.AreEqual((1, "The student system's read is Held: courses.csv is empty: nothing was taken."), (night.Night.Granted, night.Night.Problems));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Read_WorkerDied_IsBegunAnewByTheNext(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider, settings: new() { ["Sis:Reads"] = "Extracts", ["Sis:Extracts:RestSeconds"] = "0" }).WithSmallUniversityAsync();
        bridge.Extract("courses.csv", ReadStand.Courses(3));
        var left = new SisRead { RequestedAt = bridge.Time.GetUtcNow().UtcDateTime, RequestedBy = "The night", IsDryRun = false, LeaseOwner = "dead", LeaseUntil = DateTime.UtcNow.AddHours(1), Fence = 1 };
        left.Begin();
        await bridge.AddAsync(left);
        await bridge.InScopeAsync<SisReading>(reading => reading.ReadRequestedAsync(default));
        Assert.AreEqual(SisReadState.Running, (await bridge.FindAsync(left.Id)).State, "Whoever has the lease is still at it.");
        await bridge.DbAsync(db => db.SisReads.ExecuteUpdateAsync(set => set.SetProperty(read => read.LeaseUntil, DateTime.UtcNow.AddMinutes(-1))));
        await bridge.InScopeAsync<SisReading>(reading => reading.ReadRequestedAsync(default));
        Assert.AreEqual((SisReadState.Done, 2), ((await bridge.FindAsync(left.Id)).State, (await bridge.FindAsync(left.Id)).Fence));
    }

    [TestMethod]
    public void CanMove_IsExactlyTheGraph() => StateMachine.IsExactly(
    [
        (SisReadState.Requested, SisReadState.Running), (SisReadState.Running, SisReadState.Done), (SisReadState.Running, SisReadState.Failed), (SisReadState.Running, SisReadState.Held),
        (SisReadState.Held, SisReadState.Requested),
    ], SisRead.CanMove);

    private static Task ConfirmAsync(TestBridge bridge, Guid read, int gone) => bridge.InScopeAsync<SisReads>(reads => reads.ConfirmAsync(read, gone, TestBridge.Registrar, default));

    private static Task<int> EndedAsync(TestBridge bridge) => bridge.DbAsync(db => db.Courses.CountAsync(course => course.EffectiveTo != null));

    private static Task<int> CountAsync(TestBridge bridge, string code) => bridge.DbAsync(db => db.Courses.CountAsync(course => course.Code == code));
}
