using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages.RuleEditing;

/// <summary>The draft as it stands in the form, tried on what is stored.</summary>
[TestClass]
public sealed class RuleTryTests
{
    [TestMethod]
    public async Task Learner_FoundByNumberOrName_IsTried_WithTheValueSeenAtEachCondition()
    {
        using var host = new WebHost();
        var (visitor, page) = await RuleEditorTests.OpenAsync(host);
        foreach (var typed in new[] { "N1000001", "n100000", "quist", "Ada Quist", "Quist, Ada" })
        {
            page = await RuleEditorTests.ActAsync(visitor, page, "try find", ("try.find", typed));
            page.Says("Ada Quist N1000001 · BS-CS");
        }

        page = await RuleEditorTests.ActAsync(visitor, page, $"try learner {host.Sample.Ada.Id}");
        page.Says("Ada Quist, N1000001", "Met, but not chosen", "Networking Fundamentals counts for EQ-00042 already.", "Without that it would give:", "3 cr", "Met Networking Fundamentals counts.", "Met Score 82", "What the learner would read");
        page.Has("#try-result .is-not-met", 0);

        // Not saved: the form is what is tried.
        page = await RuleEditorTests.ActAsync(visitor, page, "open requirement.items[0]");
        page = await RuleEditorTests.ActAsync(visitor, page, "try", ("requirement.items[0].conditions.result.least", "90"), ("requirement.items[0].conditions.leastHours", "10"));
        page.Says("Not met Score 82", "Ada Quist, N1000001");
        Assert.IsGreaterThan(0, page.Document.QuerySelectorAll("#try-result .is-met").Length);
        Assert.AreEqual(70m, ((PercentResult)((Earned)RuleParts.Items((await host.QueryAsync(db => db.RuleVersions.SingleAsync(version => version.Id == host.Sample.Draft.Id))).Definition.Requirement)[0]).Conditions.Result!).Least);
    }

    [TestMethod]
    public async Task NewestOfTheRule_AreTried_EachWithItsLearner_AndOfNobodyByItself()
    {
        using var host = new WebHost();
        var (visitor, page) = await RuleEditorTests.OpenAsync(host);
        page = await RuleEditorTests.ActAsync(visitor, page, "try latest");
        page.Says("Ben Harrow, N1000002");
        Assert.IsLessThanOrEqualTo(RuleTrying.MostTrials, page.Document.QuerySelectorAll(".trial").Length);

        var lonely = await host.QueryAsync(db => db.Credentials.Where(credential => credential.LearnerId == null).Select(credential => credential.AchievementId).FirstAsync());
        await host.QueryAsync(db => db.Credentials.Where(credential => credential.LearnerId != null && credential.AchievementId == lonely).ExecuteUpdateAsync(set => set.SetProperty(credential => credential.AchievementId, host.Sample.Analytics.Id)));
        page = await RuleEditorTests.ActAsync(visitor, page, $"try achievement {lonely}");
        page.Says("Networking Fundamentals, of nobody yet");
    }

    [TestMethod]
    public async Task Learner_WithNothingThatTheRuleAsksFor_IsNotConsidered()
    {
        using var host = new WebHost();
        var (visitor, page) = await RuleEditorTests.OpenAsync(host);
        page = await RuleEditorTests.ActAsync(visitor, page, "remove requirement.items[0]");
        page = await RuleEditorTests.ActAsync(visitor, page, $"try learner {host.Sample.Ada.Id}");
        page.Says("Not considered");
    }

    [TestMethod]
    public async Task Trial_LeavesOutWhatTheSameRuleDecidedBefore_AndWritesNothing()
    {
        using var host = new WebHost();
        var learner = host.Sample.Ada.Id;
        var before = await Rows.FingerprintAsync(host);
        var content = RuleContent.Of(host.Sample.Rule, host.Sample.RuleVersion);
        var trials = await host.QueryAsync(db => new RuleTrying(db, host.Time).OfLearnersAsync(host.Sample.Rule.Code, host.Sample.RuleVersion.Id, content, [learner], default));
        var record = await host.QueryAsync(async db => (await LearnerRecord.ReadAsync(db, await PublishedBook.ReadAsync(db, default), [learner], default)).Single());
        Assert.AreEqual(record.Portfolio.Earlier.Any(earlier => earlier.RuleCode == host.Sample.Rule.Code), trials.Single().WasDecided);
        Assert.IsFalse(trials.Single().Decisions.Any(decision => decision.Outcome == RuleOutcome.AlreadyDecided));
        Assert.AreEqual(before, await Rows.FingerprintAsync(host));
    }

    [TestMethod]
    public async Task Trial_OfAnyUnfinishedRule_NeverFails()
    {
        using var host = new WebHost();
        RuleDefinition[] drafts =
        [
            Of(new AllOf([])), Of(new AtLeast(0, [])), Of(new AtLeast(9, [Net(), new Passed("")])), Of(new Earned(new AchievementSelector("", ""))), Of(new AnyOf([Net(), Net()]), new CourseCredit("", "")),
            Of(Net(), new CourseCredit("L1", "NOPE 1", 0), new NoCredit("L1", "")), Of(Net(), new ChoiceOf("c", [])), Of(Net(), new ChoiceOf("c", [new ChoiceOf("d", [new NoCredit("e", "")])])),
            Of(Net(), new BlockCredit("b", [], 0)), Of(Net(), new ElectiveCredit("e", null, Core.Catalog.CourseLevel.Lower, 0, "", new CreditConversion("", 0))), Of(Net(), new Exemption("x", "")),
            Of(new Earned(new PatternSelector())), Of(new Earned(new PatternSelector("harbor") { Once = AwardsOnce.PerCredential }, new Conditions { Result = new LevelResult("", [], "a", "b") })),
            Of(new Earned(new AchievementSelector("harbor", "net-1"), new Conditions { Result = new PointsResult(9, 1, 0, 0, ""), MostAgeInMonths = -5, LeastHours = -1 })),
        ];
        foreach (var draft in drafts)
            Assert.HasCount(1, await host.QueryAsync(db => new RuleTrying(db, host.Time).OfLearnersAsync("EQ-1", Guid.Empty, new("", "CS", draft), [host.Sample.Ada.Id], default)), RuleJson.Serialize(draft));

        static Earned Net() => new(new AchievementSelector("harbor", "net-1"));
        static RuleDefinition Of(Requirement requirement, params CreditAward[] awards) => new(requirement, awards, RuleScope.Everyone, new RuleBasis(Basis.Exam));
    }
}
