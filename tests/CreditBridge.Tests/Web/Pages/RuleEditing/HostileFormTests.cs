using System.Diagnostics;
using System.Globalization;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages.RuleEditing;

/// <summary>Forms that no page made: a sentence each, never a fault of ours, never a long wait, and nothing is saved.</summary>
[TestClass, DoNotParallelize]
public sealed class HostileFormTests
{
    private static readonly (string, string)[] Sound = [("seen", "0"), ("title", "Hostile"), ("department", "CS"), ("governingDate", "requested"), ("basis.kind", "exam"), ("do", "save")];

    public static IEnumerable<object[]> Names => Forms.Select(form => new[] { form[0] });

    private static IEnumerable<object[]> Forms =>
    [
        ["nothing at all", Array.Empty<(string, string)>(), 400],
        ["no requirement", Sound, 400],
        ["ten thousand fields", Many(10_000, i => ($"field{i}", "x")), 400],
        ["a list of 5,000 parts", Many(5_000, i => ($"requirement.items[{i}].kind", "passed"), ("requirement.kind", "allOf")), 400],
        ["groups 200 deep", Deep(200), 400],
        ["groups 30 deep", Deep(30), 400],
        ["a key of 10,000 characters", Many(1, _ => (new string('a', 10_000), "x")), 400],
        ["a text of a million characters", Many(1, _ => ("privateNote", new string('a', 1_000_000))), 400],
        ["a title of 5,000 characters", Many(1, _ => ("requirement.kind", "allOf"), ("title", new string('t', 5_000))), 400],
        ["a department of nobody", Many(1, _ => ("requirement.kind", "allOf"), ("department", "NOPE")), 400],
        ["a kind of nobody", Many(1, _ => ("requirement.kind", "sometimes")), 400],
        ["an enum of nobody", Many(1, _ => ("requirement.kind", "allOf"), ("scope.standings", "asleep")), 400],
        ["a number as an enum", Many(1, _ => ("requirement.kind", "allOf"), ("governingDate", "1")), 400],
        ["a choice in a choice in a choice", Many(1, _ => ("awards[0].lines[0].lines[0].lines[0].kind", "choice"), ("requirement.kind", "allOf")), 400],
        ["a token that is no number", Many(1, _ => ("requirement.kind", "allOf"), ("seen", "x")), 400],
        ["a path that leads nowhere", Many(1, _ => ("requirement.kind", "allOf"), ("do", "remove requirement.items[9].items[9]")), 200],
        ["a path that is no path", Many(1, _ => ("requirement.kind", "allOf"), ("do", "remove ../../etc")), 200],
        ["an act of nobody", Many(1, _ => ("requirement.kind", "allOf"), ("do", "%00 %zz %")), 200],
        ["a part of nobody's kind", Many(1, _ => ("requirement.kind", "allOf"), ("do", "add requirement spaceship")), 400],
        ["a line of nobody's kind", Many(1, _ => ("requirement.kind", "allOf"), ("do", "line awards spaceship")), 400],
        ["a search of 10,000 characters", Many(1, _ => ("requirement.kind", "earned"), ("requirement.selector.kind", "achievement"), ("requirement.selector.find", new string('%', 10_000)), ("do", "find requirement")), 200],
        ["nobody to try it on", Many(1, _ => ("requirement.kind", "allOf"), ("try.subject", "learner 00000000-0000-0000-0000-000000000000"), ("do", "try")), 200],
    ];

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Form_ThatNoPageMade_IsAnsweredWithASentence(string name)
    {
        var form = Forms.Single(form => (string)form[0] == name);
        var (fields, status) = (((string, string)[])form[1], (int)form[2]);
        using var host = new WebHost();
        var (visitor, _) = await RuleEditorTests.OpenAsync(host);
        var before = await Rows.FingerprintAsync(host);
        var watch = Stopwatch.StartNew();
        var page = await visitor.PostAsync($"/rules/drafts/{host.Sample.Draft.Id}", fields);
        Assert.IsLessThan(TimeSpan.FromSeconds(8), watch.Elapsed, name);
        page.HasStatus(status).Has("h1", 1);
        Assert.AreEqual(before, await Rows.FingerprintAsync(host), name);
    }

    [TestMethod]
    public async Task Tree_Of500Parts_IsEditedAndSaved_AndTakesNoMore()
    {
        using var host = new WebHost();
        await WriteAsync(host, 499);
        var (visitor, page) = await RuleEditorTests.OpenAsync(host);
        var watch = Stopwatch.StartNew();
        page = await RuleEditorTests.ActAsync(visitor, page, "up requirement.items[498]");
        page.HasStatus(200);
        Assert.IsLessThan(TimeSpan.FromSeconds(5), watch.Elapsed);
        (await RuleEditorTests.ActAsync(visitor, page, "add requirement passed")).HasStatus(200).Says("A requirement has at most 500 parts: split it into several rules.");
        (await RuleEditorTests.ActAsync(visitor, page, "save", ("title", "Large"))).HasStatus(302);
        Assert.AreEqual("X 498,X 497", await host.QueryAsync(async db =>
            string.Join(',', RuleParts.Items((await db.RuleVersions.SingleAsync(version => version.Title == "Large")).Definition.Requirement).Skip(497).Cast<Passed>().Select(passed => passed.Course))));
    }

    [TestMethod]
    public async Task Tree_StoredLargerThanAllowed_IsShownWithItsSentence()
    {
        using var host = new WebHost();
        await WriteAsync(host, 700);
        var (visitor, page) = await RuleEditorTests.OpenAsync(host);
        page.Says("at most 500 parts");
        page = await RuleEditorTests.ActAsync(visitor, page, "remove requirement.items[0]");
        page.HasStatus(200).Says("at most 500 parts");
    }

    private static Task WriteAsync(WebHost host, int parts) => host.QueryAsync(async db =>
    {
        var draft = await db.RuleVersions.SingleAsync(version => version.Id == host.Sample.Draft.Id);
        draft.Definition = draft.Definition with { Requirement = new AllOf([.. Enumerable.Range(0, parts).Select(i => new Passed($"X {i}"))]) };
        return await db.SaveChangesAsync();
    });

    private static (string, string)[] Many(int count, Func<int, (string, string)> field, params (string Name, string Value)[] more) =>
        [.. Sound.Where(one => more.All(other => other.Name != one.Item1)), .. more, .. Enumerable.Range(0, count).Select(field)];

    private static (string, string)[] Deep(int levels) =>
        Many(levels, level => ($"requirement{string.Concat(Enumerable.Repeat(".items[0]", level))}.kind".ToString(CultureInfo.InvariantCulture), "anyOf"));
}
