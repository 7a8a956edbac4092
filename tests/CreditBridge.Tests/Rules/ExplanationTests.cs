using CreditBridge.Core.Rules;
using static CreditBridge.Tests.Rules.RuleWorld;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class ExplanationTests
{
    private static readonly AtLeast Stack = new(3, [Comptia("a+"), Comptia("net+"), Comptia("sec+"), Comptia("linux+")]);

    [TestMethod]
    public void Stack_OneMissing_SaysWhatCompletesIt()
    {
        var requirement = Certified().Rule("EQ-00001", Stack).Decide(Certificate("net+"), Certificate("sec+")).Requirement;

        Assert.AreEqual("2 of 4 are there; 3 are needed.", requirement.Sentence);
        Assert.AreEqual("2 of 4", requirement.Seen);
        CollectionAssert.AreEqual(
            new[]
            {
                "CompTIA A+ is missing: earn it to complete 3 of 4.",
                "CompTIA Network+ counts.",
                "CompTIA Security+ counts.",
                "CompTIA Linux+ is missing: earn it to complete 3 of 4.",
            },
            requirement.Parts.Select(part => part.Sentence).ToArray());
    }

    [TestMethod]
    public void Stack_TwoMissing_PromisesNothing() => Assert.AreEqual(
        "CompTIA A+ is missing: it counts towards 3 of 4.", Certified().Rule("EQ-00001", Stack).Decide(Certificate("net+")).Requirement.Parts[0].Sentence);

    [TestMethod]
    public void Stack_Complete_SaysThatTheRestIsNotNeeded() => Assert.AreEqual(
        "CompTIA A+ is missing: it is not needed.",
        Certified().Rule("EQ-00001", Stack).Decide(Certificate("net+"), Certificate("sec+"), Certificate("linux+")).Requirement.Parts[0].Sentence);

    [TestMethod]
    public void AllOf_OneMissing_SaysWhatCompletesIt() => Assert.AreEqual(
        "CompTIA A+ is missing: earn it to complete all 2.",
        Certified().Rule("EQ-00001", new AllOf([Comptia("a+"), Comptia("net+")])).Decide(Certificate("net+")).Requirement.Parts[0].Sentence);

    [TestMethod]
    public void Pattern_Missing_IsDescribed() => Assert.AreEqual(
        "A credential from ibm in Python tagged data with 'AI' in its name is missing: earn it to complete all 2.",
        Certified().Rule("EQ-00001", new AllOf([Comptia("net+"), new Earned(new PatternSelector("ibm", "Python", "data", "AI"))]))
            .Decide(Certificate("net+")).Requirement.Parts[1].Sentence);

    [TestMethod]
    public void AllOf_OneCredentialForTwoParts_SaysThatItCountsElsewhere()
    {
        var requirement = Certified().Rule("EQ-00001", new AllOf([Comptia("net+"), Comptia("net+")])).Decide(Certificate("net+")).Requirement;

        Assert.IsFalse(requirement.Met);
        Assert.AreEqual("CompTIA Network+ counts for another part of this rule already.", requirement.Parts[1].Sentence);
        Assert.IsFalse(requirement.Parts[1].Met);
    }

    [TestMethod]
    public void NotEligible_SeveralCredentials_ShowsTheNearest()
    {
        var conditions = new Conditions { Result = new PointsResult(70), IssuedFrom = new(2025, 1, 1) };

        var decision = new RuleWorld().Rule("EQ-00001", Ap("a", conditions))
            .Decide(Has("a", 50, "far") with { IssuedOn = new(2024, 1, 1) }, Has("a", 60, "near") with { IssuedOn = new(2025, 1, 1) });

        Assert.AreEqual(Id("near"), decision.Requirement.CredentialId);
    }

    [TestMethod]
    public void Explanation_Grant_IsALetter() => Assert.AreEqual(
        """
        EQ-00001, Title of EQ-00001: 3 credits granted.
        Biology counts.
        Score 82 of 100 is at least 70.
        BIO 111: 3 credits, as the catalogue says.
        """.ReplaceLineEndings("\n"),
        new RuleWorld().Achievement(new("ap", "bio", "Biology")).Rule("EQ-00001", Scored("bio", 70), new CourseCredit("L1", "BIO 111"))
            .Decide(Has("bio", 82)).Explanation);

    [TestMethod]
    public void Explanation_NotEligible_SaysWhatIsMissing() => Assert.AreEqual(
        """
        EQ-00001, Title of EQ-00001: not met yet.
        2 of 4 are there; 3 are needed.
        CompTIA A+ is missing: earn it to complete 3 of 4.
        CompTIA Network+ counts.
        CompTIA Security+ counts.
        CompTIA Linux+ is missing: earn it to complete 3 of 4.
        """.ReplaceLineEndings("\n"),
        Certified().Rule("EQ-00001", Stack).Decide(Certificate("net+"), Certificate("sec+")).Explanation);

    [TestMethod]
    public void Explanation_Satisfied_LeavesOutWhatIsNotNeeded() => Assert.DoesNotContain(
        "missing", Certified().Rule("EQ-00001", Stack).Decide(Certificate("net+"), Certificate("sec+"), Certificate("linux+")).Explanation);

    [TestMethod]
    public void Explanation_Request_SaysEachReasonOnce()
    {
        var explanation = new RuleWorld().Rule("EQ-00001", Ap("a"), rule => rule with { AutoGrant = false }, new CourseCredit("L1", "XYZ 999", 3))
            .Decide(Has("a")).Explanation;

        Assert.AreEqual(
            """
            EQ-00001, Title of EQ-00001: 3 credits, once a person has looked.
            a counts.
            XYZ 999 is not in the catalogue.
            A person decides on every award of this rule.
            """.ReplaceLineEndings("\n"),
            explanation);
    }

    [TestMethod]
    public void Explanation_NotChosen_NamesTheOtherRule() => Assert.StartsWith(
        "EQ-00002, Title of EQ-00002: met, but EQ-00001 counts instead.\n",
        new RuleWorld().Rule("EQ-00001", Ap("a")).Rule("EQ-00002", Ap("a")).Evaluate(Has("a")).Decisions[1].Explanation);

    private static RuleWorld Certified() => new RuleWorld()
        .Achievement(new("comptia", "a+", "CompTIA A+"))
        .Achievement(new("comptia", "net+", "CompTIA Network+"))
        .Achievement(new("comptia", "sec+", "CompTIA Security+"))
        .Achievement(new("comptia", "linux+", "CompTIA Linux+"));

    private static Earned Comptia(string id) => new(new AchievementSelector("comptia", id));

    private static PortfolioCredential Certificate(string id) => Has(id) with { Partner = "comptia" };
}
