using CreditBridge.Core.Credentials;
using CreditBridge.Core.Rules;
using static CreditBridge.Tests.Rules.RuleWorld;

namespace CreditBridge.Tests.Rules;

/// <summary>What takes a satisfied rule from an automatic grant to a person.</summary>
[TestClass]
public sealed class ReviewTests
{
    [TestMethod]
    public void Rule_NotAutomatic_GoesToAPerson() => AssertRequest(
        new RuleWorld().Rule("EQ-00001", Ap("a"), rule => rule with { AutoGrant = false }), Has("a"), "A person decides on every award of this rule.");

    [TestMethod]
    public void Partner_NotApproved_GoesToAPerson()
    {
        var world = new RuleWorld().Rule("EQ-00001", new Earned(new AchievementSelector("acme", "a")));

        AssertRequest(world, Has("a") with { Partner = "acme" }, "The partner acme is not approved for automatic grants.");
    }

    [TestMethod]
    public void Assurance_TooLow_GoesToAPerson() => AssertRequest(
        new RuleWorld().Rule("EQ-00001", Ap("a")), Has("a") with { Assurance = Assurance.LearnerSupplied },
        "a is supplied by the learner; an automatic grant asks for one that is asserted by the partner.");

    [TestMethod]
    public void Signature_NotChecked_GoesToAPerson() => AssertRequest(
        new RuleWorld().Rule("EQ-00001", Ap("a")), Has("a") with { Verification = VerificationState.Indeterminate }, "The signature of a could not be checked yet.");

    [TestMethod]
    public void Signature_Valid_IsGranted() => Assert.AreEqual(
        RuleOutcome.Grant, new RuleWorld().Rule("EQ-00001", Ap("a")).Decide(Has("a") with { Verification = VerificationState.Valid }).Outcome);

    [TestMethod]
    public void Stack_OneWeakCredential_GoesToAPerson()
    {
        var decision = new RuleWorld().Rule("EQ-00001", new AllOf([Ap("a"), Ap("b")])).Decide(Has("a"), Has("b") with { Assurance = Assurance.LearnerSupplied });

        Assert.AreEqual(RuleOutcome.Request, decision.Outcome);
    }

    [TestMethod]
    public void Stack_EnoughWithoutTheWeakCredential_IsGranted()
    {
        var decision = new RuleWorld().Rule("EQ-00001", new AtLeast(2, [Ap("a"), Ap("b"), Ap("c")]))
            .Decide(Has("a") with { Verification = VerificationState.Indeterminate }, Has("b"), Has("c"));

        Assert.AreEqual(RuleOutcome.Grant, decision.Outcome);
    }

    [TestMethod]
    public void Stack_AWeakCredentialIsNeeded_TheRestIsStillTheBestAtHand()
    {
        var decision = new RuleWorld().Rule("EQ-00001", new AllOf([Ap("a"), Ap("b")])).Decide(
            Has("a", id: "unchecked") with { Assurance = Assurance.Verified, Verification = VerificationState.Indeterminate },
            Has("a", id: "good"), Has("b") with { Assurance = Assurance.LearnerSupplied });

        Assert.HasCount(1, decision.Reasons);
        Assert.Contains("ap:good", decision.Credentials.Select(credential => credential.CanonicalId));
    }

    [TestMethod]
    public void SeveralReasons_AreAllSaid()
    {
        var decision = new RuleWorld().Rule("EQ-00001", Ap("a"), rule => rule with { AutoGrant = false }, new CourseCredit("L1", "XYZ 999", 3))
            .Decide(Has("a") with { Assurance = Assurance.LearnerSupplied });

        Assert.HasCount(3, decision.Reasons);
    }

    private static void AssertRequest(RuleWorld world, PortfolioCredential credential, string reason)
    {
        var decision = world.Decide(credential);

        Assert.AreEqual(RuleOutcome.Request, decision.Outcome);
        CollectionAssert.AreEqual(new[] { reason }, decision.Reasons.ToArray());
        Assert.AreEqual(3, decision.Credits);
    }
}
