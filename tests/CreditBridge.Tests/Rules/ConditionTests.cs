using CreditBridge.Core.Credentials;
using CreditBridge.Core.Rules;
using static CreditBridge.Tests.Rules.RuleWorld;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class ConditionTests
{
    private static readonly AchievementFacts Exam = new("ap", "a", "Exam A")
    {
        Hours = 40,
        AssessmentType = "Exam",
        Supervised = true,
        IdentityChecked = false,
        Language = "en-GB",
    };

    [TestMethod]
    [DataRow(20, true, "It took 40 hours; at least 20 are needed.")]
    [DataRow(40, true, "It took 40 hours; at least 40 are needed.")]
    [DataRow(41, false, "It took 40 hours; at least 41 are needed.")]
    public void Hours_OfTheAchievement_AtLeast(int least, bool met, string sentence) =>
        AssertCondition(new Conditions { LeastHours = least }, met, ConditionKind.Hours, "40", sentence);

    [TestMethod]
    public void Hours_OfTheLearner_GoBeforeThoseOfTheAchievement() =>
        AssertCondition(new Conditions { LeastHours = 20 }, Has("a") with { Hours = 12.5m }, false, ConditionKind.Hours, "12.5", "It took 12.5 hours; at least 20 are needed.");

    [TestMethod]
    public void Hours_NotRecorded_AreNotMet() =>
        AssertCondition(new Conditions { LeastHours = 20 }, Has("b"), false, ConditionKind.Hours, "", "Its hours are not recorded; at least 20 are needed.", "b");

    [TestMethod]
    public void AssessmentType_OneOfThose_IsMet() =>
        AssertCondition(new Conditions { AssessmentTypes = ["Project", "exam"] }, true, ConditionKind.AssessmentType, "Exam", "It was assessed by Exam.");

    [TestMethod]
    public void AssessmentType_NoneOfThose_IsNotMet() => AssertCondition(
        new Conditions { AssessmentTypes = ["Project", "Portfolio"] }, false, ConditionKind.AssessmentType, "Exam",
        "It was assessed by Exam; this rule asks for Project or Portfolio.");

    [TestMethod]
    public void AssessmentType_NotRecorded_IsNotMet() => AssertCondition(
        new Conditions { AssessmentTypes = ["Exam"] }, Has("b"), false, ConditionKind.AssessmentType, "",
        "How it was assessed is not recorded; this rule asks for Exam.", "b");

    [TestMethod]
    public void Supervised_Yes_IsMet() =>
        AssertCondition(new Conditions { Supervised = true }, true, ConditionKind.Supervised, "yes", "The assessment was supervised.");

    [TestMethod]
    public void Supervised_NotRecorded_IsNotMet() => AssertCondition(
        new Conditions { Supervised = true }, Has("b"), false, ConditionKind.Supervised, "",
        "Whether the assessment was supervised is not recorded; this rule asks for it.", "b");

    [TestMethod]
    public void IdentityChecked_No_IsNotMet() => AssertCondition(
        new Conditions { IdentityChecked = true }, false, ConditionKind.IdentityChecked, "no", "This rule asks that your identity was checked; it was not.");

    [TestMethod]
    [DataRow("en", true)]
    [DataRow("en-GB", true)]
    [DataRow("en-US", false)]
    [DataRow("e", false)]
    [DataRow("es", false)]
    public void Language_Tag_TakesItsRegions(string wanted, bool met)
    {
        var sentence = met ? "Its language is en-GB." : $"Its language is en-GB; this rule asks for {wanted}.";
        AssertCondition(new Conditions { Languages = [wanted] }, met, ConditionKind.Language, "en-GB", sentence);
    }

    [TestMethod]
    public void Language_OfTheCredential_GoesFirst() => AssertCondition(
        new Conditions { Languages = ["en", "de"] }, Has("a") with { Language = "fr" }, false, ConditionKind.Language, "fr",
        "Its language is fr; this rule asks for en or de.");

    [TestMethod]
    [DataRow(Assurance.LearnerSupplied, false)]
    [DataRow(Assurance.PartnerAsserted, true)]
    [DataRow(Assurance.Verified, true)]
    public void Assurance_Least_IsInclusive(Assurance assurance, bool met)
    {
        var conditions = Told(new Conditions { LeastAssurance = Assurance.PartnerAsserted }, Has("a") with { Assurance = assurance });

        Assert.AreEqual(met, conditions.Single(condition => condition.Kind == ConditionKind.Assurance).Met);
    }

    [TestMethod]
    public void Assurance_TooLow_SaysWhatIsAsked() => AssertCondition(
        new Conditions { LeastAssurance = Assurance.Verified }, false, ConditionKind.Assurance, "asserted by the partner",
        "It is asserted by the partner; this rule asks for one that is verified.");

    [TestMethod]
    public void Status_Revoked_NeverCounts() => AssertCondition(
        Core.Rules.Conditions.None, Has("a") with { Status = CredentialStatus.Revoked }, false, ConditionKind.Status, "revoked",
        "Its issuer has revoked it, so it does not count.");

    [TestMethod]
    public void Status_Suspended_DoesNotCountMeanwhile() => AssertCondition(
        Core.Rules.Conditions.None, Has("a") with { Status = CredentialStatus.Suspended }, false, ConditionKind.Status, "suspended",
        "Its issuer has suspended it: it does not count until that is lifted.");

    [TestMethod]
    public void Status_NotSeen_Counts() => AssertCondition(
        Core.Rules.Conditions.None, Has("a") with { Status = CredentialStatus.NotSeen }, true, ConditionKind.Status, "not seen",
        "Its issuer no longer lists it; that alone does not count against you.");

    [TestMethod]
    public void Status_DatedInTheFuture_DoesNotCount() => AssertCondition(
        Core.Rules.Conditions.None, Has("a") with { IssuedOn = new(2026, 11, 16) }, false, ConditionKind.Status, "16 Nov 2026",
        "It is dated 16 Nov 2026, which is still to come.");

    [TestMethod]
    public void Verification_Invalid_NeverCounts() => AssertCondition(
        Core.Rules.Conditions.None, Has("a") with { Verification = VerificationState.Invalid }, false, ConditionKind.Verification, "invalid",
        "Its signature is not valid, so it does not count.");

    [TestMethod]
    public void Verification_Indeterminate_IsNeitherPassNorFailure()
    {
        var decision = World(Core.Rules.Conditions.None).Decide(Has("a") with { Verification = VerificationState.Indeterminate });

        Assert.AreEqual(RuleOutcome.Request, decision.Outcome);
        CollectionAssert.AreEqual(new[] { "The signature of Exam A could not be checked yet." }, decision.Reasons.ToArray());
    }

    [TestMethod]
    public void Conditions_OneOfSeveralNotMet_AllAreSaid()
    {
        var decision = World(new Conditions { LeastHours = 20, Supervised = true, IdentityChecked = true }).Decide(Has("a"));

        Assert.AreEqual(RuleOutcome.NotEligible, decision.Outcome);
        CollectionAssert.AreEqual(new[] { true, true, false }, decision.Requirement.Parts.Select(condition => condition.Met).ToArray());
        Assert.AreEqual("Exam A does not count yet.", decision.Requirement.Sentence);
    }

    internal static void AssertCondition(Conditions conditions, bool met, ConditionKind kind, string seen, string sentence) =>
        AssertCondition(conditions, Has("a"), met, kind, seen, sentence);

    internal static void AssertCondition(
        Conditions conditions, PortfolioCredential credential, bool met, ConditionKind kind, string seen, string sentence, string achievement = "a")
    {
        var told = Told(conditions, credential, achievement).Single(condition => condition.Kind == kind);

        Assert.AreEqual(sentence, told.Sentence);
        Assert.AreEqual(seen, told.Seen);
        Assert.AreEqual(met, told.Met);
        Assert.AreEqual(credential.Id, told.CredentialId);
        Assert.AreEqual(met, World(conditions, achievement).Decide(credential).Satisfied);
    }

    private static IReadOnlyList<ExplainedCondition> Told(Conditions conditions, PortfolioCredential credential, string achievement = "a") =>
        World(conditions, achievement).Conditions(credential);

    private static RuleWorld World(Conditions conditions, string achievement = "a") =>
        new RuleWorld().Achievement(Exam).Achievement(new("ap", "b", "Exam B")).Rule("EQ-00001", Ap(achievement, conditions));
}
