using CreditBridge.Core.Rules;
using CreditBridge.Core.Tables;

namespace CreditBridge.Tests.Rules.Files;

/// <summary>Decisions as other institutions publish them: each award becomes a rule that gives what was published, or is rejected with a reason.</summary>
[TestClass]
public sealed class PublishedEquivalencyTests
{
    private static readonly Dictionary<string, Lazy<Task<Equivalencies>>> Imported = new[] { Equivalencies.Small, Equivalencies.Shared }
        .ToDictionary(path => path, path => new Lazy<Task<Equivalencies>>(() => Equivalencies.ImportAsync(path)));

    public static IEnumerable<object?[]> SmallAwards => Equivalencies.AwardIds(Equivalencies.Small);

    public static IEnumerable<object?[]> PublishedAwards => Equivalencies.AwardIds(Equivalencies.Shared);

    [ClassCleanup]
    public static async Task CleanupAsync()
    {
        foreach (var file in Imported.Values.Where(file => file.IsValueCreated))
            await (await file.Value).Bridge.DisposeAsync();
    }

    [TestMethod]
    [DynamicData(nameof(SmallAwards))]
    public Task Award_OfTheSmallFile_AtItsLeastScore_GivesWhatIsPublished(string award) => GivesAsync(Equivalencies.Small, award);

    [TestMethod]
    [DynamicData(nameof(PublishedAwards))]
    public Task Award_Published_AtItsLeastScore_GivesWhatIsPublished(string? award)
    {
        if (award is null)
            Assert.Inconclusive($"{Equivalencies.Shared} is not here.");
        return GivesAsync(Equivalencies.Shared, award);
    }

    [TestMethod]
    public async Task Import_OfThePublishedFile_AddsUp()
    {
        if (!File.Exists(Equivalencies.Shared))
            Assert.Inconclusive($"{Equivalencies.Shared} is not here.");
        var result = (await Imported[Equivalencies.Shared].Value).Result;
        Assert.HasCount(357, result.Rows);
        Assert.AreEqual((334, 0, 0, 23), (result.New, result.Changed, result.Same, result.Rejected));
        Assert.AreEqual((232, 17), (result.Rules[ImportOutcome.New], result.Rules[ImportOutcome.Rejected]));
        Assert.AreEqual(232, result.SelfApproved);
        Assert.IsNull(result.Book, "Of several sources none becomes the book by itself.");
        CollectionAssert.AreEqual(Enumerable.Range(2, 357).ToList(), result.Rows.Select(row => row.Line).ToList());
        foreach (var row in result.Rows)
            Assert.AreEqual(row.Outcome == ImportOutcome.Rejected, !string.IsNullOrWhiteSpace(row.Reason), $"line {row.Line}: {row.Reason}");
    }

    [TestMethod]
    [DataRow("H1", "4", 4, "BIO 100", DisplayName = "within the band")]
    [DataRow("H1", "5", 8, "BIO 110,BIO 111", DisplayName = "a higher band gives its own only")]
    [DataRow("H1", "2", 0, "", DisplayName = "below every band")]
    [DataRow("H7", "69", 0, "", DisplayName = "a plain number is no percentage")]
    [DataRow("H7", "69%", 0, "", DisplayName = "below the percentage")]
    [DataRow("H7", "70%", 3, "AUT 120", DisplayName = "the percentage itself")]
    [DataRow("L1", "Intermediate Low", 2, "", DisplayName = "a level within the band, quarter credits converted")]
    [DataRow("L1", "Intermediate Mid", 4, "", DisplayName = "the next band of levels")]
    [DataRow("L1", "Novice Mid", 0, "", DisplayName = "a level below")]
    public async Task Award_AtAScore_GivesItsBandOnly(string award, string score, int credits, string courses)
    {
        var file = await Imported[Equivalencies.Small].Value;
        var answer = await file.AskAsync(file.Awards[award].First(), score);
        Assert.AreEqual((decimal)credits, answer.TotalCredits);
        Assert.AreEqual(credits > 0 ? 1 : 0, answer.Decisions.Count(decision => decision.Satisfied), "The bands of one credential never overlap.");
        CollectionAssert.AreEqual(courses.Split(',', StringSplitOptions.RemoveEmptyEntries), answer.Awards.Select(one => one.Course).OfType<string>().ToList());
    }

    private static async Task GivesAsync(string path, string award)
    {
        var file = await Imported[path].Value;
        var rows = file.Awards[award].ToList();
        var outcomes = file.Result.Rows.Where(row => rows.Exists(source => source.Line == row.Line)).ToList();
        Assert.HasCount(rows.Count, outcomes);
        if (Equivalencies.Expected(rows) is not { } expected)
        {
            foreach (var outcome in outcomes)
                Assert.AreEqual((ImportOutcome.Rejected, true), (outcome.Outcome, outcome.Reason?.EndsWith('.') == true), outcome.Reason);
            return;
        }

        foreach (var outcome in outcomes)
            Assert.AreEqual((ImportOutcome.New, null), (outcome.Outcome, outcome.Reason));
        var answer = await file.AskAsync(rows[0], rows[0]["min_score"]);
        Assert.IsEmpty(answer.Problems);
        Assert.AreEqual(expected.Credits, answer.TotalCredits);
        Assert.AreEqual(expected.Credits, answer.Awards.Sum(one => one.Credits), "The awards add up to the total.");
        Assert.IsTrue(answer.Awards.All(one => one.Rule == outcomes[0].Code));
        var decision = answer.Decisions.Single(one => one.Rule == outcomes[0].Code);
        Assert.AreEqual(RuleOutcome.Request, decision.Outcome, "A self-approved rule is never automatic.");
        var given = rows[0]["combine"] == "OR" ? answer.Awards.Single().Options!.Select(option => option.Course) : answer.Awards.Select(one => one.Course).Where(course => course is not null);
        CollectionAssert.AreEqual(expected.Courses, given.ToList());
    }
}
