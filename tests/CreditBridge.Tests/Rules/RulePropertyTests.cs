using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace CreditBridge.Tests.Rules;

/// <summary>What holds for every rule book and every learner (design: 'The rule engine').</summary>
[TestClass]
public sealed class RulePropertyTests
{
    private static readonly CreditPolicy Policy = new(new HashSet<string> { "ap", "comptia" }, Assurance.PartnerAsserted, TimeZoneInfo.Utc);
    private static readonly LearnerFacts Learner = new(LearnerStanding.Enrolled) { Level = Core.Catalog.CourseLevel.Lower, Programs = [new("BS", 2026)] };

    [TestMethod]
    public void Order_OfRulesAndCredentials_NeverChangesTheResult() => Check(each =>
    {
        var random = new Random(each.Seed);
        var shuffled = each with { Rules = Shuffled(each.Rules), Credentials = Shuffled(each.Credentials), Transcript = Shuffled(each.Transcript) };
        return Text(Evaluate(each)) == Text(Evaluate(shuffled));

        T[] Shuffled<T>(T[] items)
        {
            T[] copy = [.. items];
            random.Shuffle(copy);
            return copy;
        }
    });

    [TestMethod]
    public void Nothing_IsUsedOrGrantedTwice() => Check(each =>
    {
        var portfolio = Portfolio(each);
        var chosen = Evaluate(each).Decisions.Where(decision => decision.Outcome is RuleOutcome.Grant or RuleOutcome.Request).ToList();
        var keys = chosen.SelectMany(decision => decision.UseKeys).Concat(portfolio.Earlier.SelectMany(award => award.UseKeys)).ToList();
        var passed = each.Transcript.Where(course => course.State is TranscriptState.Passed or TranscriptState.Transferred)
            .Select(course => RuleGen.Catalog.Courses.FirstOrDefault(other => other.Code == course.Course))
            .Where(course => course is { IsPlaceholder: false }).Select(course => course!.Group ?? course.Code).Distinct();
        var courses = chosen.SelectMany(decision => decision.CourseGroups).Concat(portfolio.Earlier.SelectMany(award => award.CourseGroups)).ToList();
        return IsDistinct(keys) && IsDistinct(courses) && !courses.Intersect(passed).Any();
    });

    [TestMethod]
    public void Satisfied_IsTheSumOfItsOutcomes() => Check(each =>
    {
        var evaluation = Evaluate(each);
        return evaluation.Satisfied == evaluation.Count(RuleOutcome.Grant) + evaluation.Count(RuleOutcome.Request) + evaluation.Count(RuleOutcome.Blocked)
            + evaluation.Count(RuleOutcome.NotChosen) + evaluation.Count(RuleOutcome.AlreadyDecided)
            && evaluation.Satisfied + evaluation.Count(RuleOutcome.NotEligible) == evaluation.Decisions.Count;
    });

    [TestMethod]
    public void Explanation_AgreesWithTheDecision() => Check(each => Evaluate(each).Decisions.All(decision =>
        (decision.Satisfied ? IsMet(decision) : !IsMet(decision) || decision.Reasons.Count > 0)
        && (decision.Outcome != RuleOutcome.Request || decision.Reasons.Count > 0)
        && (decision.Outcome != RuleOutcome.Grant || decision.Reasons.Count == 0)
        && (decision.Outcome != RuleOutcome.NotChosen || decision.InFavourOf is not null)));

    [TestMethod]
    public void Rule_AloneInTheBook_IsMetOrNotAsAmongOthers() => Check(each =>
    {
        var together = Evaluate(each).Decisions.ToLookup(decision => decision.RuleCode, decision => (decision.Satisfied, decision.Occurrence));
        return each.Rules.All(rule => Evaluate(each with { Rules = [rule] }).Decisions.Select(decision => (decision.Satisfied, decision.Occurrence))
            .SequenceEqual(together[rule.Code]));
    });

    [TestMethod]
    public void SecondNight_DecidesNothingNew() => Check(each =>
    {
        var first = Evaluate(each);
        var portfolio = Portfolio(each);
        var decided = first.Decisions.Where(decision => decision.Outcome is RuleOutcome.Grant or RuleOutcome.Request).SelectMany(AsEarlier);
        var second = RuleEngine.Evaluate(Book(each), portfolio with { Earlier = [.. portfolio.Earlier, .. decided] }, Policy, RuleWorld.Today);
        return second.Count(RuleOutcome.Grant) == 0 && second.Count(RuleOutcome.Request) == 0 && second.Satisfied == first.Satisfied;
    });

    [TestMethod]
    public void Credential_Added_NeverLowersTheCreditsOfRulesThatDoNotMeet() => Check(each =>
    {
        // Each rule has achievements and a course of its own, no upper limits and no 'no credit': nothing but the requirement binds.
        var rules = each.Rules.Select((rule, i) => rule with { Definition = Apart(rule.Definition, i) }).ToArray();
        var achievements = rules.SelectMany((_, i) => RuleGen.Achievements.Select(facts => facts with { ExternalId = $"{i}{facts.ExternalId}", SameLearning = null })).ToArray();
        var book = RuleBook.Compile(rules, achievements, RuleGen.Catalog);
        var credentials = each.Credentials.Select((credential, i) => credential with { Achievement = $"{i % 6}{credential.Achievement}", CanonicalId = $"id {i}" }).ToArray();
        var credits = Enumerable.Range(0, credentials.Length + 1).Select(count => RuleEngine.Evaluate(
            book, new Portfolio(Learner, credentials[..count], each.Transcript, []), Policy, RuleWorld.Today).RecommendedCredits).ToArray();
        return credits.Zip(credits.Skip(1)).All(pair => pair.First <= pair.Second);
    });

    [TestMethod]
    public void Search_AgreesWithBruteForce()
    {
        var cases = from tree in RuleGen.SimpleTree(2)
                    from credentials in RuleGen.Credential.ArrayOf(6)
                    select (Tree: tree, Credentials: credentials.Select((credential, i) => Plain(credential, i)).ToArray());
        Prop.ForAll(cases.ToArbitrary(), each =>
        {
            // The oracle knows nothing of occurrences.
            var definition = new RuleDefinition(
                RuleGen.OncePerRule(each.Tree), [new ElectiveCredit("L", null, Core.Catalog.CourseLevel.Lower, 3)], RuleScope.Everyone, new RuleBasis(Basis.Exam));
            var book = RuleBook.Compile([RuleGen.Published(1, definition)], RuleGen.Achievements, RuleGen.Catalog);
            var evaluation = RuleEngine.Evaluate(book, new Portfolio(Learner, each.Credentials, [], []), Policy, RuleWorld.Today);
            return evaluation.Satisfied == (BruteForce.Ways(each.Tree, each.Credentials).Any() ? 1 : 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

        static PortfolioCredential Plain(PortfolioCredential credential, int i) => RuleGen.Numbered(credential, i) with
        {
            CanonicalId = $"id {i}",
            Status = CredentialStatus.Active,
            Verification = VerificationState.NotSigned,
            ExpiresOn = null,
        };
    }

    [TestMethod]
    public void Json_AnyDefinition_ComesBack() => Prop.ForAll(RuleGen.Definition.ToArbitrary(), definition =>
    {
        var json = RuleJson.Serialize(definition);
        return RuleJson.Serialize(RuleJson.Deserialize(json)) == json;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static void Check(Func<RuleCase, bool> property) =>
        Prop.ForAll(RuleGen.Cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static RuleBook Book(RuleCase each) => RuleBook.Compile(each.Rules, RuleGen.Achievements, RuleGen.Catalog);

    private static Evaluation Evaluate(RuleCase each) => RuleEngine.Evaluate(Book(each), Portfolio(each), Policy, RuleWorld.Today);

    /// <summary>The earlier awards are what the earlier rules alone would have given.</summary>
    private static Portfolio Portfolio(RuleCase each)
    {
        var fresh = new Portfolio(Learner, each.Credentials, each.Transcript, []);
        var earlier = RuleEngine.Evaluate(Book(each with { Rules = [.. each.Rules.Where(rule => each.EarlierRules.Contains(rule.Code))] }), fresh, Policy, RuleWorld.Today);
        return fresh with { Earlier = [.. earlier.Decisions.Where(decision => decision.Outcome is RuleOutcome.Grant or RuleOutcome.Request).SelectMany(AsEarlier)] };
    }

    /// <summary>Keys stand on the first line, so that a list of all keys holds each once.</summary>
    private static IEnumerable<EarlierAward> AsEarlier(RuleDecision decision) => decision.Lines
        .Where(line => line.State is AwardState.Open or AwardState.NeedsPerson)
        .Select((line, i) => new EarlierAward(
            decision.RuleCode, decision.RuleVersionId, line.LineId, [.. decision.Credentials.Select(credential => credential.Id)],
            i == 0 ? decision.UseKeys : [], line.CourseGroups, decision.Outcome == RuleOutcome.Grant ? EarlierAwardState.Granted : EarlierAwardState.Requested));

    private static string Text(Evaluation evaluation) => string.Join('\n', evaluation.Decisions.Select(decision => string.Join(' ',
    [
        decision.RuleCode, decision.Occurrence, decision.Outcome.ToString(), decision.InFavourOf ?? "", .. decision.UseKeys, .. decision.CourseGroups,
        .. decision.Credentials.Select(credential => credential.Id.ToString()), decision.Explanation,
    ])));

    private static bool IsMet(RuleDecision decision) => decision.Requirement.Met && decision.Scope.All(condition => condition.Met);

    private static bool IsDistinct(List<string> items) => items.Distinct().Count() == items.Count;

    private static RuleDefinition Apart(RuleDefinition rule, int number) => rule with
    {
        Requirement = Apart(rule.Requirement, number),
        Awards = [new ElectiveCredit("L", "GEN", Core.Catalog.CourseLevel.Lower, number + 1)],
        Repeatable = false,
    };

    private static Requirement Apart(Requirement requirement, int number) => requirement switch
    {
        AllOf all => new AllOf([.. all.Items.Select(item => Apart(item, number))]),
        AnyOf any => new AnyOf([.. any.Items.Select(item => Apart(item, number))]),
        AtLeast atLeast => atLeast with { Items = [.. atLeast.Items.Select(item => Apart(item, number))] },
        Earned { Selector: AchievementSelector one } earned => new Earned(one with { Achievement = $"{number}{one.Achievement}" }, Unlimited(earned.Conditions)),
        Earned earned => new Earned(new AchievementSelector("ap", $"{number}a"), Unlimited(earned.Conditions)),
        _ => requirement,
    };

    private static Conditions Unlimited(Conditions conditions) =>
        conditions with { Result = conditions.Result is PointsResult points ? points with { Most = null } : conditions.Result };
}
