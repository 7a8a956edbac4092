using System.Diagnostics;
using System.Globalization;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Core.Tables;
using CreditBridge.Jobs.Demo;
using CreditBridge.Tests.Support;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Rules.Files;

/// <summary>Rules out into a file, edited, and in again.</summary>
[TestClass]
public sealed class RuleImportTests
{
    private static readonly RuleImportOrder Drafts = new();
    private static readonly string[] Columns = ["code", "title", "partner", "achievement", "least", "award", "course", "credits", "choice", "reason", "definition"];

    [TestMethod]
    [DataRow(DatabaseProvider.Sqlite, false)]
    [DataRow(DatabaseProvider.Sqlite, true)]
    [DataRow(DatabaseProvider.PostgreSql, false)]
    public async Task Export_OfAnyRules_ComesBackTheSame(DatabaseProvider provider, bool asWorkbook)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        var definitions = RuleGen.Definition.Sample(80, 20).ToList();
        await bridge.AddAsync(definitions.Select((definition, i) => Draft($"EQ-{i + 10:D5}", definition, i)));

        var file = await ExportAsync(bridge, asWorkbook);
        var result = await ImportAsync(bridge, TableFile.Read("rules", file), Drafts);
        Assert.AreEqual("", string.Join('\n', result.Rows.Where(row => row.Outcome != ImportOutcome.Same)));
        Assert.AreEqual(definitions.Count + 2, result.Rules[ImportOutcome.Same]);
        var whole = new TableText(file).Rows.Count(row => row["definition"].Length > 0);
        Assert.IsTrue(whole > 0 && whole < definitions.Count, $"Some rules fit the columns, some do not: {whole}.");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Export_OfTheDemo_ComesBackTheSame(bool asWorkbook)
    {
        await using var bridge = await TestBridge.CreateAsync();
        await bridge.DbAsync(db => new DemoInstitution(db, bridge.Time).CreateAsync(bridge.Data.Path, new DemoSize(2, 20)));
        var file = await ExportAsync(bridge, asWorkbook);
        var result = await ImportAsync(bridge, TableFile.Read("rules", file), Drafts);
        Assert.AreEqual("", string.Join('\n', result.Rows.Where(row => row.Outcome != ImportOutcome.Same)));
        var rules = await bridge.DbAsync(db => db.EquivalencyRules.CountAsync());
        Assert.AreEqual((rules, rules), (result.Rules[ImportOutcome.Same], await bridge.DbAsync(db => db.RuleVersions.CountAsync())));
        Assert.IsLessThan(30, new TableText(file).Rows.Count(row => row["definition"].Length > 0), "Only groups, patterns and scopes need the whole definition.");
    }

    [TestMethod]
    public async Task Import_OfAnUntouchedRow_LeavesTheDraftThatSomebodyOpenedSince()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var untouched = new TableText(await ExportAsync(bridge, asWorkbook: false));
        var edited = new TableText(await ExportAsync(bridge, asWorkbook: false));
        edited.Row("code", "EQ-00001")["least"] = "75";
        Assert.AreEqual(1, (await ImportAsync(bridge, edited.Read(), Drafts)).Changed);
        Assert.AreEqual("Same EQ-00001 |Same EQ-00002 ", Shown(await ImportAsync(bridge, untouched.Read(), Drafts)));
        Assert.AreEqual("Same EQ-00001 |Same EQ-00002 ", Shown(await ImportAsync(bridge, untouched.Read(), new RuleImportOrder(PublishReason: "Try"))));
        var draft = (await bridge.DbAsync(db => db.RuleVersions.AsNoTracking().ToListAsync())).Single(version => version.Number == 2);
        Assert.AreEqual((RuleVersionState.Draft, 75m), (draft.State, ((PercentResult)((Earned)draft.Definition.Requirement).Conditions.Result!).Least));
    }

    [TestMethod]
    public async Task Import_OfAnEditedExport_ChangesWhatWasEditedOnly()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var sheet = new TableText(await ExportAsync(bridge, asWorkbook: false));
        sheet.Row("code", "EQ-00001")["least"] = "75";
        sheet.Row("code", "EQ-00002")["credits"] = "-1";
        var added = sheet.Add().Rows[^1];
        foreach (var (column, value) in new[] { ("title", "New one"), ("partner", "Acme Academy"), ("achievement", "ACME ADVANCED"), ("least", "B+"), ("award", "course"), ("course", "CHEM 1311") })
            added[column] = value;

        var dry = await ImportAsync(bridge, sheet.Read(), new RuleImportOrder(IsDryRun: true));
        Assert.AreEqual("Changed EQ-00001 |Rejected EQ-00002 Give more than 0 credits.|New  ", Shown(dry));
        Assert.AreEqual(2, await bridge.DbAsync(db => db.RuleVersions.CountAsync()), "A dry run changes nothing.");

        var result = await ImportAsync(bridge, sheet.Read(), Drafts);
        Assert.AreEqual("Changed EQ-00001 |Rejected EQ-00002 Give more than 0 credits.|New EQ-00003 ", Shown(result));
        var versions = await bridge.DbAsync(db => db.RuleVersions.AsNoTracking().OrderBy(version => version.Id).ToListAsync());
        Assert.HasCount(4, versions);
        var draft = versions.Single(version => version.Number == 2);
        Assert.AreEqual((RuleVersionState.Draft, 75m), (draft.State, ((PercentResult)((Earned)draft.Definition.Requirement).Conditions.Result!).Least));
        Assert.AreEqual(RuleVersionState.Published, versions.Single(version => version.RuleId == draft.RuleId && version.Number == 1).State);
        var made = (Earned)versions.Single(version => version.Title == "New one").Definition.Requirement;
        Assert.AreEqual((new AchievementSelector("acme", "advanced"), new LetterResult("B+")), ((AchievementSelector)made.Selector, (LetterResult)made.Conditions.Result!));
        Assert.AreEqual(3, await bridge.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action.StartsWith("Rule"))));
    }

    [TestMethod]
    public async Task Import_OfARowThatSomebodyChangedSince_RejectsIt()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var sheet = new TableText(await ExportAsync(bridge, asWorkbook: false));
        sheet.Row("code", "EQ-00001")["least"] = "75";
        Assert.AreEqual(1, (await ImportAsync(bridge, sheet.Read(), Drafts)).Changed);
        Assert.AreEqual(2, (await ImportAsync(bridge, sheet.Read(), Drafts)).Same, "The same file again changes nothing.");

        sheet.Row("code", "EQ-00001")["least"] = "80";
        sheet.Row("code", "EQ-00002")["least"] = "80";
        sheet.Row("code", "EQ-00002")["version"] = "";
        Assert.AreEqual(
            "Rejected EQ-00001 EQ-00001 was changed since you exported it (yours is v1.0, it is v2.0 now): export it again."
            + "|Rejected EQ-00002 EQ-00002 exists: a row that changes it carries the 'version' it was exported with.",
            Shown(await ImportAsync(bridge, sheet.Read(), Drafts)));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Import_Published_IsMarkedAndNeverGrantsByItself(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        var sheet = new TableText(await ExportAsync(bridge, asWorkbook: false));
        sheet.Row("code", "EQ-00001")["least"] = "60";
        var result = await ImportAsync(bridge, sheet.Read(), new RuleImportOrder(PublishReason: "A one-person office"));
        Assert.AreEqual((1, 1, 1), (result.Changed, result.Same, result.SelfApproved));
        var versions = await bridge.DbAsync(db => db.RuleVersions.AsNoTracking().Where(version => version.Title == "Acme basics").OrderBy(version => version.Number).ToListAsync());
        Assert.AreEqual((RuleVersionState.Superseded, RuleVersionState.Published, true, new DateOnly(2026, 11, 24), new DateOnly(2026, 11, 23)),
            (versions[0].State, versions[1].State, versions[1].IsSelfApproved, versions[1].PublishedFrom!.Value, versions[0].PublishedTo!.Value));
        var book = await bridge.DbAsync(db => PublishedBook.ReadAsync(db, CancellationToken.None));
        Assert.IsFalse(book.Book.Rules.Single(rule => rule.Number == 2).Definition.AutoGrant);

        sheet.Row("code", "EQ-00002")["least"] = "60";
        var refused = await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => ImportAsync(bridge, sheet.Read(), Drafts, new Actor("Evan", Role.Evaluator)));
        Assert.Contains(Permissions.ImportData, refused.Message);
    }

    [TestMethod]
    public async Task Import_WithBadRows_SaysAReasonForEachAndTakesTheRest()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        string Whole(string requirement) => """{"requirement":""" + requirement + """, "awards":[{"kind":"course","lineId":"l","course":"CHEM 1311","credits":3}],"scope":{},"basis":{"kind":"facultyReview"}}""";
        const string Basics = """{"kind":"earned","selector":{"kind":"achievement","partner":"acme","achievement":"basics"},"conditions":{}}""";
        const string Pattern = """{"kind":"earned","selector":{"kind":"pattern","skill":"Python"},"conditions":{}}""";
        var deep = string.Concat(Enumerable.Repeat("""{"kind":"allOf","items":[""", 30)) + Basics + string.Concat(Enumerable.Repeat("]}", 30));
        var wide = $$"""{"kind":"anyOf","items":[{{string.Join(',', Enumerable.Repeat(Pattern, 600))}}]}""";
        (string[] Cells, string Reason)[] rows =
        [
            (["", "good", "acme", "basics", "70%", "course", "CHEM 1311"], ""),
            (["", "too many credits", "acme", "basics", "70%", "course", "CHEM 1311", "5"], "CHEM 1311 carries at most 3 credits; this line gives 5."),
            (["", "negative", "acme", "basics", "70%", "course", "CHEM 1311", "-3"], "Give more than 0 credits."),
            (["", "no number", "acme", "basics", "70%", "course", "CHEM 1311", "three"], "'three' in 'credits' is no number."),
            (["", "no scale", "acme", "basics", "80% of the course", "course", "CHEM 1311"], "The minimum '80% of the course' is no result on a scale: a number, a percentage, a letter, 'pass' or a level such as 'Intermediate Mid' is."),
            (["", "", "acme", "basics", "", "course", "CHEM 1311"], "'title' is empty."),
            (["", "no credits anywhere", "acme", "basics", "", "course", "NEW 100"], "Neither the file nor the catalogue says how many credits NEW 100 carries."),
            (["", "what award", "acme", "basics", "", "medal", "CHEM 1311"], "'medal' in 'award' is none of course, elective, block, exemption, no credit."),
            (["EQ-x", "code", "acme", "basics", "", "course", "CHEM 1311"], "'EQ-x' is no code: after 'EQ-' come at least five digits."),
            (["", "lonely choice", "acme", "basics", "", "course", "CHEM 1311", "", "c"], "A choice offers at least two lines."),
            (["", "formula", "acme", "basics", "", "course", "=A1"], "'course' holds a formula: put its value there."),
            (["", "k above n", "", "", "", "", "", "", "", "", Whole($$"""{"kind":"atLeast","count":3,"items":[{{Basics}},{{Pattern}}]}""")], "At least 3 of 2 can't be: take a number from 1 to 2."),
            (["", "empty group", "", "", "", "", "", "", "", "", Whole("""{"kind":"allOf","items":[]}""")], "This group is empty: nobody can meet it."),
            (["", "circle", "", "", "", "", "", "", "", "", Whole($$"""{"kind":"allOf","items":[{{Basics}},{"kind":"passed","course":"CHEM 1311"}]}""")], "The rule gives CHEM 1311 and asks that it be passed already: that goes round in a circle."),
            (["", "never", "", "", "", "", "", "", "", "", Whole($$"""{"kind":"allOf","items":[{{Basics}},{{Basics}}]}""")], "The same achievement is asked for twice, and each part needs a credential of its own: nobody can meet this."),
            (["", "too wide", "", "", "", "", "", "", "", "", Whole(wide)], "A requirement has at most 500 parts: split it into several rules."),
            (["", "too deep", "", "", "", "", "", "", "", "", Whole(deep)], "Groups stand at most 20 deep."),
            (["", "both", "acme", "", "", "", "", "", "", "", Whole(Basics)], "'definition' holds the whole rule: leave 'partner' empty, or empty 'definition' and fill the columns."),
            (["", "no json", "", "", "", "", "", "", "", "", "{"], "'definition' is no rule at line 1, character 2: "),
        ];
        var sheet = new TableText(Columns);
        foreach (var (cells, _) in rows)
            sheet.Add(cells);
        var result = await ImportAsync(bridge, sheet.Read(), Drafts);
        Assert.AreEqual((1, rows.Length - 1), (result.New, result.Rejected));
        for (var i = 0; i < rows.Length; i++)
        {
            Assert.AreEqual(i + 2, result.Rows[i].Line);
            Assert.StartsWith(rows[i].Reason, result.Rows[i].Reason ?? "");
        }

        Assert.AreEqual(3, await bridge.DbAsync(db => db.EquivalencyRules.CountAsync()));
    }

    [TestMethod]
    public async Task Import_OfWhatNobodyHas_IsRejectedOrTold()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var sheet = new TableText(["code", "title", "department", "partner", "achievement", "award", "course", "credits", "subject"])
            .Add("EQ-99999", "Made-up code", "SCI", "acme", "basics", "course", "CHEM 1311")
            .Add("", "Made-up department", "NOWHERE", "acme", "basics", "course", "CHEM 1311")
            .Add("", "Two faults", "NOWHERE", "acme", "basics", "course", "CHEM 1311", "-1")
            .Add("", "No department", "", "acme", "basics", "elective", "", "3", "ZOO")
            .Add("", "Unknown achievement", "", "acme", "moon", "course", "CHEM 1311")
            .Add("", "Known", "SCI", "acme", "basics", "course", "CHEM 1311");
        var result = await ImportAsync(bridge, sheet.Read(), Drafts);
        Assert.AreEqual(
            "Rejected EQ-99999 There is no rule EQ-99999: leave the code empty for a new rule."
            + "|Rejected  There is no department NOWHERE: take one of SCI."
            + "|Rejected  Give more than 0 credits. There is no department NOWHERE: take one of SCI."
            + "|Rejected  Say in 'department' whose faculty approves the rule."
            + "|New EQ-00003 |New EQ-00004 ",
            Shown(result));
        Assert.AreEqual("moon of acme is not known: nobody can have earned it yet.", result.Rows.Select(row => row.Note).OfType<string>().Single());
        Assert.AreEqual("SCI", (await bridge.DbAsync(db => db.EquivalencyRules.SingleAsync(rule => rule.Code == "EQ-00003"))).DepartmentCode, "The department of the course it gives.");

        var exported = new TableText(await ExportAsync(bridge, asWorkbook: false));
        exported.Row("code", "EQ-00001")["department"] = "NOWHERE";
        exported.Row("code", "EQ-00002")["department"] = "";
        Assert.AreEqual("Rejected EQ-00001 There is no department NOWHERE: take one of SCI.|Same EQ-00002 |Same EQ-00003 |Same EQ-00004 ", Shown(await ImportAsync(bridge, exported.Read(), Drafts)));
        Assert.AreEqual("SCI", (await bridge.DbAsync(db => db.EquivalencyRules.SingleAsync(rule => rule.Code == "EQ-00001"))).DepartmentCode);
        var faults = new TableText(["title", "partner", "achievement", "award", "course", "credits", "issued_from", "hidden"]).Add("Faults", "acme", "basics", "course", "CHEM 1311", "many", "soon", "maybe");
        Assert.AreEqual(
            "'soon' in 'issued_from' is no date: write it as 2026-05-31. 'many' in 'credits' is no number. 'maybe' in 'hidden' is neither yes nor no.",
            (await ImportAsync(bridge, faults.Read(), Drafts)).Rows[0].Reason);
        Assert.Contains("'course' is empty", (await ImportAsync(bridge, new TableText(Columns).Add("", "Incomplete", "acme", "basics", "", "course").Read(), Drafts)).Rows[0].Reason!);
        var incomplete = """{"requirement":{"kind":"earned","selector":{"kind":"achievement","partner":"acme","achievement":"basics"},"conditions":{}}, "awards":[{"kind":"course","lineId":"l","course":""}],"scope":{},"basis":{"kind":"facultyReview"}}""";
        var told = (await ImportAsync(bridge, new TableText(["title", "department", "definition"]).Add("Incomplete", "SCI", incomplete).Read(), Drafts)).Rows[0];
        Assert.AreEqual("Choose a course.", told.Reason);
    }

    [TestMethod]
    public async Task Import_OfOneBadRowInARule_SavesNothingOfTheRule()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var sheet = new TableText(Columns)
            .Add("X-1", "Two lines", "acme", "basics", "", "course", "CHEM 1311").Add("X-1", "", "", "", "", "course", "MATH 1431", "much")
            .Add("X-2", "A choice", "acme", "basics", "", "course", "CHEM 1311", "3", "c").Add("X-2", "", "", "", "", "course", "MATH 1431", "3", "c");
        var result = await ImportAsync(bridge, sheet.Read(), Drafts);
        Assert.AreEqual("Rejected X-1 Line 3: 'much' in 'credits' is no number.|Rejected X-1 Line 3: 'much' in 'credits' is no number.|New X-2 |New X-2 ", Shown(result));
        var choice = await bridge.DbAsync(db => db.RuleVersions.AsNoTracking().SingleAsync(version => version.Title == "A choice"));
        Assert.HasCount(2, ((ChoiceOf)choice.Definition.Awards.Single()).Lines);
        Assert.IsFalse(await bridge.DbAsync(db => db.EquivalencyRules.AnyAsync(rule => rule.Code == "X-1")));
    }

    [TestMethod]
    public async Task Import_Of10000RowsWith300Bad_IsQuickAndSays300Reasons()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var sheet = new TableText(Columns);
        for (var i = 0; i < 10_000; i++)
            sheet.Add("", $"Rule {i}", "acme", i % 2 == 0 ? "basics" : "advanced", (i % 100).ToString(CultureInfo.InvariantCulture), "course", "CHEM 1311", i % 100 < 3 ? $"bad {i}" : "3");
        var table = sheet.Read();
        var watch = Stopwatch.StartNew();
        var dry = await ImportAsync(bridge, table, new RuleImportOrder(IsDryRun: true));
        Assert.IsLessThan(10, watch.Elapsed.TotalSeconds);
        Assert.AreEqual((9_700, 300), (dry.New, dry.Rejected));
        watch.Restart();
        var result = await ImportAsync(bridge, table, Drafts);
        Assert.IsLessThan(60, watch.Elapsed.TotalSeconds);
        Assert.AreEqual((9_700, 300), (result.New, result.Rejected));
        Assert.HasCount(300, result.Rows.Select(row => row.Reason).OfType<string>().Distinct());
        Assert.AreEqual(9_702, await bridge.DbAsync(db => db.EquivalencyRules.Select(rule => rule.Code).Distinct().CountAsync()));
        Assert.AreEqual((0, 9_700), await ImportAsync(bridge, table, Drafts) is var again ? (again.New, again.Same) : default);
    }

    [TestMethod]
    public async Task Import_OfASingleSource_BecomesTheBookWhereNothingOfOurOwnDecides()
    {
        var rows = new TableText(await File.ReadAllBytesAsync(Equivalencies.Small));
        rows.Rows.RemoveAll(row => row["source_institution"] != "Lakeside College");
        await using var empty = await TestBridge.CreateAsync();
        await empty.DbAsync(db => Core.Catalog.FirstInstitution.MakeAsync(db, CancellationToken.None));
        var drafts = await ImportAsync(empty, rows.Read(), Drafts);
        Assert.AreEqual((3, null, 0), (drafts.New, drafts.Book, drafts.CreatedCourses.Count));
        Assert.AreEqual(0, await empty.DbAsync(db => db.Partners.CountAsync()), "Drafts make nothing that they name.");
        var result = await ImportAsync(empty, rows.Read(), new RuleImportOrder(PublishReason: "Try"));
        Assert.AreEqual((3, "Lakeside College"), (result.Changed, result.Book), "The drafts are published.");
        CollectionAssert.AreEqual(new[] { "Exam Board", "Language Board" }, result.CreatedPartners.ToList());
        CollectionAssert.AreEqual(new[] { "BIO 100" }, result.CreatedCourses.ToList());
        Assert.HasCount(3, (await empty.DbAsync(db => PublishedBook.ReadAsync(db, CancellationToken.None))).Book.Rules);
        Assert.AreEqual(3, (await ImportAsync(empty, rows.Read(), new RuleImportOrder(PublishReason: "Try"))).Same);

        await using var ours = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        Assert.IsNull((await ImportAsync(ours, rows.Read(), new RuleImportOrder(PublishReason: "Try"))).Book);
        Assert.HasCount(2, (await ours.DbAsync(db => PublishedBook.ReadAsync(db, CancellationToken.None))).Book.Rules, "Only our own rules are in the book.");
    }

    private static EquivalencyRule Draft(string code, RuleDefinition definition, int number)
    {
        var rule = new EquivalencyRule { Code = code, Title = $"Rule {number}", DepartmentCode = "SCI" };
        rule.Versions.Add(new RuleVersion
        {
            Number = 1,
            Title = rule.Title,
            Definition = definition,
            Author = "Ann Author",
            CreatedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            PublicNote = number % 3 == 0 ? "=HYPERLINK(\"x\")" : number % 3 == 1 ? "" : null,
            PrivateNote = number % 7 == 0 ? " Spaces around \n" : number % 4 == 0 ? "Two\r\nlines, \"quoted\"; and more" : null,
            NextReviewOn = number % 5 == 0 ? new DateOnly(2027, 1, 31) : null,
            IsHidden = number % 2 == 0,
        });
        return rule;
    }

    private static string Shown(ImportResult result) => string.Join('|', result.Rows.Select(row => $"{row.Outcome} {row.Code} {row.Reason}"));

    private static async Task<byte[]> ExportAsync(TestBridge bridge, bool asWorkbook)
    {
        using var stream = new MemoryStream();
        await bridge.InScopeAsync<RuleExport>(export => export.WriteAsync(stream, asWorkbook, "Test", CancellationToken.None));
        return stream.ToArray();
    }

    private static Task<RuleImportResult> ImportAsync(TestBridge bridge, Table table, RuleImportOrder order, Actor? actor = null) =>
        bridge.InScopeAsync<RuleImport, RuleImportResult>(import => import.ImportAsync(table, order, actor ?? TestBridge.Registrar, CancellationToken.None));
}
