using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Tables;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Tables;

/// <summary>Catalogue, roster and transcripts by file.</summary>
[TestClass]
public sealed class TableImportTests
{
    [TestMethod]
    public async Task Courses_NewChangedSameAndWrong_EachSayWhatBecameOfThem()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var courses = new TableText("subject", "number", "title", "credits", "level", "department", "most_credits", "placeholder", "group")
            .Add("math", "1431", "Calculus I", "4", "lower", "MTH")
            .Add("CHEM", "1311", "CHEM one", "3", "Lower", "SCI")
            .Add("ART", "1---", "Art elective", "3", "Lower", "ART", "", "yes")
            .Add("ART", "105", "Art", "3", "Lower", "ART", "2")
            .Add("ART", "106", "Art", "three", "Lower", "ART")
            .Add("MATH", "1431", "Calculus again", "3", "Lower", "MTH")
            .Add("CHEM", "1312", "", "3", "Lower", "SCI");
        const string Expected = "Changed MATH 1431 |Same CHEM 1311 |New ART 1--- |Rejected ART 105 Credits are from 0 to 100, and 'most_credits' is not less than 'credits'."
            + "|Rejected ART 106 'three' in 'credits' is no number.|Rejected  MATH 1431 stands in line 2 already.|Rejected CHEM 1312 'title' is empty.";
        Assert.AreEqual(Expected, Shown(await ImportAsync(bridge, "courses", courses, isDryRun: true)));
        Assert.AreEqual(2, await bridge.DbAsync(db => db.Courses.CountAsync()), "A dry run changes nothing.");
        Assert.AreEqual(Expected, Shown(await ImportAsync(bridge, "courses", courses)));
        var math = await bridge.DbAsync(db => db.Courses.SingleAsync(course => course.Code == "MATH 1431"));
        Assert.AreEqual(("Calculus I", 4m, "MTH"), (math.Title, math.Credits, math.DepartmentCode));
        Assert.AreEqual(3, await bridge.DbAsync(db => db.Departments.CountAsync()), "MTH and ART were made.");
        Assert.AreEqual("Credits: 3; DepartmentCode: SCI; Title: MATH one", await bridge.DbAsync(db => db.AuditEntries.Where(entry => entry.Action == "Changed by an import").Select(entry => entry.Before).SingleAsync()));
        Assert.AreEqual(3, (await ImportAsync(bridge, "courses", courses)).Same);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Programs_RequireCoursesOfTheCatalogue_AndTouchTheirLearners(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        var programs = new TableText("code", "name", "level", "department", "credits", "required_courses")
            .Add("BS-MATH", "Mathematics", "Lower", "SCI", "120", "MATH 1431; CHEM 1311").Add("BS-ART", "Art", "Lower", "ART", "120", "ART 105");
        Assert.AreEqual("New BS-MATH |Rejected BS-ART The catalogue has no ART 105: import the courses first.", Shown(await ImportAsync(bridge, "programs", programs)));
        var learners = Roster("S1,Ada,Learner,Enrolled,Lower,BS-MATH");
        Assert.AreEqual("Changed S1 ", Shown(await ImportAsync(bridge, "learners", learners)));
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.EvaluationDueAt, (DateTime?)null)));
        programs.Rows[0]["required_courses"] = "MATH 1431";
        Assert.AreEqual(1, (await ImportAsync(bridge, "programs", programs)).Changed);
        CollectionAssert.AreEqual(new[] { "S1" }, await DueAsync(bridge));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Learners_AreKnownByNumber_AndTheirAddressesAreConfirmed(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        var roster = Roster(
            "S1,Ada,Lovelace,Enrolled,Lower,,ada@example.edu",
            "S9,Nia,New,Admitted,Lower,,Nia@Example.edu; nia@home.example",
            "S8,Bo,Thief,Enrolled,Lower,,ben@example.edu",
            "S7,No,Address,Enrolled,Lower,,nobody",
            "S6,No,Program,Enrolled,Lower,BS-X,",
            "S5,No,Standing,Sleeping,Lower,,");
        const string Expected = "Changed S1 |New S9 |Rejected S8 ben@example.edu is another learner's already: an address belongs to one person."
            + "|Rejected S7 'nobody' is no e-mail address.|Rejected S6 There is no programme 'BS-X': import the programmes first."
            + "|Rejected S5 'Sleeping' in 'standing' is none of Applicant, Admitted, Enrolled, NonDegree, Former, Graduated.";
        Assert.AreEqual(Expected, Shown(await ImportAsync(bridge, "learners", roster, isDryRun: true)));
        Assert.IsEmpty(await DueAsync(bridge));
        Assert.AreEqual(Expected, Shown(await ImportAsync(bridge, "learners", roster)));
        CollectionAssert.AreEqual(new[] { "S1", "S9" }, await DueAsync(bridge));
        var keys = await bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == "S9").SelectMany(learner => learner.Identities).Where(identity => identity.ConfirmedAt != null).Select(identity => identity.Key).OrderBy(key => key).ToListAsync());
        CollectionAssert.AreEqual(new[] { "email:nia@example.edu", "email:nia@home.example", "student:S9" }, keys);
        Assert.AreEqual(2, (await ImportAsync(bridge, "learners", roster)).Same);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Transcripts_TouchWhoseTheyAre_InTheSameTransaction(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        var transcripts = new TableText("student_number", "course", "term", "state", "grade", "credits")
            .Add("S1", "math 1431", "2026FA", "in progress")
            .Add("S2", "HIST 1301", "2024FA", "passed", "B+", "3")
            .Add("S2", "HIST 1302", "2024FA", "passed", "B+")
            .Add("S0", "MATH 1431", "2024FA", "passed")
            .Add("S3", "MATH 1431", "2024FA", "slept through");
        Assert.AreEqual(
            "New S1 MATH 1431 2026FA |New S2 HIST 1301 2024FA |Rejected S2 HIST 1302 2024FA 'credits' is empty, and the catalogue has no HIST 1302."
            + "|Rejected S0 MATH 1431 2024FA There is no learner S0: import the roster first."
            + "|Rejected S3 MATH 1431 2024FA 'slept through' in 'state' is none of Passed, InProgress, Failed, Withdrawn, Audited, Incomplete, Transferred.",
            Shown(await ImportAsync(bridge, "transcripts", transcripts)));
        CollectionAssert.AreEqual(new[] { "S1", "S2" }, await DueAsync(bridge));
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.EvaluationDueAt, (DateTime?)null)));
        transcripts.Rows[0]["state"] = "Passed";
        transcripts.Rows[0]["grade"] = "A";
        var again = await ImportAsync(bridge, "transcripts", transcripts);
        Assert.AreEqual((1, 1, 3), (again.Changed, again.Same, again.Rejected));
        CollectionAssert.AreEqual(new[] { "S1" }, await DueAsync(bridge), "Who did not change is left alone.");
        var entry = await bridge.DbAsync(db => db.TranscriptEntries.SingleAsync(entry => entry.CourseCode == "MATH 1431"));
        Assert.AreEqual((TranscriptState.Passed, "A", 3m), (entry.State, entry.Grade, entry.Credits));
    }

    [TestMethod]
    public async Task Terms_BeginBeforeTheyEnd()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var terms = new TableText("code", "name", "starts_on", "ends_on", "open")
            .Add("2027SP", "Spring 2027", "2027-01-10", "2027-05-10", "yes").Add("2026FA", "Fall 2026", "2026-08-20", "2026-12-20", "no").Add("X", "X", "2027-05-10", "2027-01-10").Add("Y", "Y", "soon", "2027-01-10");
        Assert.AreEqual(
            "New 2027SP |Changed 2026FA |Rejected X A term begins on 'starts_on' and ends on 'ends_on', not before.|Rejected Y 'soon' in 'starts_on' is no date: write it as 2026-05-31.",
            Shown(await ImportAsync(bridge, "terms", terms)));
    }

    private static TableText Roster(params string[] lines)
    {
        var roster = new TableText("student_number", "given_name", "family_name", "standing", "level", "program", "emails");
        foreach (var line in lines)
            roster.Add(line.Split(','));
        return roster;
    }

    private static string Shown(ImportResult result) => string.Join('|', result.Rows.Select(row => $"{row.Outcome} {row.Code} {row.Reason}"));

    private static Task<List<string>> DueAsync(TestBridge bridge) =>
        bridge.DbAsync(db => db.Learners.Where(learner => learner.EvaluationDueAt != null).Select(learner => learner.StudentNumber).OrderBy(number => number).ToListAsync());

    private static async Task<ImportResult> ImportAsync(TestBridge bridge, string kind, TableText table, bool isDryRun = false)
    {
        await using var scope = bridge.Services.CreateAsyncScope();
        var import = scope.ServiceProvider.GetServices<TableImport>().Single(import => import.Kind == kind);
        return await import.ImportAsync(table.Read(), isDryRun, TestBridge.Registrar, CancellationToken.None);
    }
}
