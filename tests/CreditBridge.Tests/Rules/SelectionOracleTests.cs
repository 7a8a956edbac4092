using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace CreditBridge.Tests.Rules;

/// <summary>The engine recommends exactly what trying everything finds: the same rules, credentials, lines, credits and courses.</summary>
[TestClass]
public sealed class SelectionOracleTests
{
    private static readonly LearnerFacts Learner = new(LearnerStanding.Enrolled) { Level = Core.Catalog.CourseLevel.Lower, Programs = [new("BS", 2026)] };

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Recommended_IsTheBestOfAllSets() => Compare(800);

    [TestMethod]
    [TestCategory("Long")]
    [TestCategory("Shard1")]
    public void Recommended_ManyCases_IsTheBestOfAllSets() => Compare(20_000);

    private void Compare(int count)
    {
        var (compared, skipped, several, capped) = (0, 0, 0, 0);
        Prop.ForAll(SelectionGen.Cases.ToArbitrary(), each =>
        {
            if (new SelectionOracle(each).Best() is not { } best)
            {
                skipped++;
                return;
            }

            compared++;
            var evaluation = Evaluate(each);
            var ours = string.Join('\n', evaluation.Decisions.Where(decision => decision.Outcome is RuleOutcome.Grant or RuleOutcome.Request).Select(Text));
            several += best.Contains('\n', StringComparison.Ordinal) ? 1 : 0;
            capped += evaluation.Decisions.Any(decision => decision is { Outcome: RuleOutcome.Blocked, AsksPerson: true }) ? 1 : 0;
            Assert.AreEqual(best, ours);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count));
        TestContext.WriteLine($"{compared} cases compared, {skipped} too large for the oracle, {several} with several decisions, {capped} where a cap blocked");
        Assert.IsGreaterThan(count * 9 / 10, compared);
    }

    private static Evaluation Evaluate(SelectionCase each)
    {
        var policy = new CreditPolicy(new HashSet<string> { "ap", "comptia" }, Assurance.PartnerAsserted, TimeZoneInfo.Utc)
        {
            Layers = each.Caps.Length == 0 ? [] : [new PolicyLayer { Scope = PolicyScope.Institution, Content = new PolicyContent { Caps = each.Caps } }],
        };
        EarlierAward[] earlier = each.EarlierCredits == 0 ? []
            : [new("EQ-09999", RuleWorld.Id("earlier"), "L", [], each.Used, each.Courses, EarlierAwardState.Granted) { Credits = each.EarlierCredits, Partners = ["ap"], Basis = Basis.Ace }];
        return RuleEngine.Evaluate(
            RuleBook.Compile(each.Rules, RuleGen.Achievements, RuleGen.Catalog), new Portfolio(Learner, each.Credentials, each.Transcript, earlier), policy, RuleWorld.Today);
    }

    private static string Text(RuleDecision decision) =>
        $"{decision.RuleCode} {decision.Rule.Number} {decision.Occurrence}: {string.Join(' ', decision.Credentials.Select(credential => credential.Id))}, "
        + string.Join(' ', decision.Lines.Where(line => line.State is AwardState.Open or AwardState.NeedsPerson)
            .Select(line => $"{line.LineId} {line.Credits:0.###} {string.Join('+', line.CourseGroups.Distinct().Order(StringComparer.Ordinal))}"));
}
