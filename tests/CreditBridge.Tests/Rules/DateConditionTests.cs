using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using static CreditBridge.Tests.Rules.RuleWorld;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class DateConditionTests
{
    [TestMethod]
    public void IssuedFromAndTo_AreInclusive()
    {
        var conditions = new Conditions { IssuedFrom = new(2021, 1, 1), IssuedTo = new(2021, 12, 31) };

        Assert.IsFalse(Decide(conditions, "2020-12-31").Satisfied);
        Assert.IsTrue(Decide(conditions, "2021-01-01").Satisfied);
        Assert.IsTrue(Decide(conditions, "2021-12-31").Satisfied);
        Assert.IsFalse(Decide(conditions, "2022-01-01").Satisfied);
    }

    [TestMethod]
    public void IssuedFromAndTo_SayTheDay()
    {
        var conditions = new Conditions { IssuedFrom = new(2021, 1, 1), IssuedTo = new(2021, 12, 31) };

        CollectionAssert.AreEqual(
            new[] { "Issued 1 Jun 2020, before 1 Jan 2021.", "Issued 1 Jun 2020, not after 31 Dec 2021." },
            Decide(conditions, "2020-06-01").Requirement.Parts.Select(condition => condition.Sentence).Take(2).ToArray());
    }

    /// <summary>The sentence of design and letters.</summary>
    [TestMethod]
    public void Age_OverTheLimit_SaysMonthsAndLimit()
    {
        var decision = Decide(new Conditions { MostAgeInMonths = 60 }, "2021-03-02", asked: "2026-11-10");

        Assert.AreEqual("Issued 2 Mar 2021, 68 months before you asked; the limit is 60.", Sentence(decision, ConditionKind.Age));
        Assert.IsFalse(decision.Satisfied);
    }

    [TestMethod]
    [DataRow("2021-11-15", "2026-11-15", true, "60 months")]
    [DataRow("2021-11-15", "2026-11-14", true, "59 months")]
    [DataRow("2021-11-14", "2026-11-15", false, "60 months and 1 day")]
    [DataRow("2021-11-10", "2026-11-15", false, "60 months and 5 days")]
    [DataRow("2020-02-29", "2025-02-28", true, "60 months")]
    [DataRow("2020-02-29", "2025-03-01", false, "60 months and 1 day")]
    [DataRow("2021-08-31", "2026-08-30", true, "59 months")]
    public void Age_CalendarMonths_InclusiveOnTheDay(string issued, string asked, bool met, string age)
    {
        var decision = Decide(new Conditions { MostAgeInMonths = 60 }, issued, asked: asked);

        Assert.AreEqual(met, decision.Satisfied);
        Assert.AreEqual($"Issued {InWords(issued)}, {age} before you asked; the limit is 60.", Sentence(decision, ConditionKind.Age));
    }

    [TestMethod]
    public void Age_OurDelay_DoesNotCostTheLearner() =>
        Assert.IsTrue(Decide(new Conditions { MostAgeInMonths = 60 }, "2021-06-01", asked: "2026-05-30").Satisfied);

    [TestMethod]
    [DataRow(GoverningDate.Requested, "you asked", "2026-10-01")]
    [DataRow(GoverningDate.Earned, "you earned it", "2021-06-01")]
    [DataRow(GoverningDate.EntryTerm, "your entry term began", "2026-08-24")]
    [DataRow(GoverningDate.Decided, "this decision", "2026-11-15")]
    public void GoverningDate_Named_IsTheDayThatCounts(GoverningDate governing, string words, string day)
    {
        var world = World(new Conditions { MostAgeInMonths = 1 }, governing);
        world.Learner = world.Learner with { EntryTermStartsOn = new DateOnly(2026, 8, 24) };

        var decision = world.Decide(Issued("2021-06-01", "2026-10-01") with { ExpiresOn = new DateOnly(2030, 1, 1) });

        Assert.EndsWith($"before {words}; the limit is 1.", Sentence(decision, ConditionKind.Age));
        Assert.AreEqual($"Valid until 1 Jan 2030; {words} on {InWords(day)}.", Sentence(decision, ConditionKind.Expiry));
    }

    [TestMethod]
    public void GoverningDate_EntryTermUnknown_IsTheDayOfAsking() => Assert.EndsWith(
        "before you asked; the limit is 1.",
        Sentence(World(new Conditions { MostAgeInMonths = 1 }, GoverningDate.EntryTerm).Decide(Issued("2021-06-01", "2026-10-01")), ConditionKind.Age));

    [TestMethod]
    public void GoverningDate_NobodyAsked_IsTheDayOfTheDecision() =>
        Assert.EndsWith("53 months before this decision; the limit is 1.", Sentence(Decide(new Conditions { MostAgeInMonths = 1 }, "2022-06-01"), ConditionKind.Age));

    [TestMethod]
    [DataRow(ExpiryCondition.ValidOnGoverningDate, "2026-10-01", true)]
    [DataRow(ExpiryCondition.ValidOnGoverningDate, "2026-09-30", false)]
    [DataRow(ExpiryCondition.WhenEarned, "2022-01-01", true)]
    [DataRow(ExpiryCondition.WhenEarned, "2021-05-31", false)]
    [DataRow(ExpiryCondition.Ignore, "2021-05-31", true)]
    public void Expiry_Kind_DecidesTheDay(ExpiryCondition expiry, string expires, bool met)
    {
        var credential = Issued("2021-06-01", "2026-10-01") with { ExpiresOn = Day(expires), Status = CredentialStatus.Expired };

        Assert.AreEqual(met, World(new Conditions { Expiry = expiry }).Decide(credential).Satisfied);
    }

    [TestMethod]
    public void Expiry_Passed_SaysBothDays()
    {
        var decision = World(Conditions.None).Decide(Issued("2021-06-01", "2026-10-01") with { ExpiresOn = new DateOnly(2026, 1, 31) });

        Assert.AreEqual("Expired 31 Jan 2026, before you asked on 1 Oct 2026.", Sentence(decision, ConditionKind.Expiry));
    }

    [TestMethod]
    [DataRow(ExpiryCondition.ValidOnGoverningDate, false)]
    [DataRow(ExpiryCondition.WhenEarned, true)]
    [DataRow(ExpiryCondition.Ignore, true)]
    public void Expiry_ExpiredWithoutADay_CountsOnlyWhereExpiryDoesNotMatter(ExpiryCondition expiry, bool met)
    {
        var decision = World(new Conditions { Expiry = expiry }).Decide(Issued("2021-06-01") with { Status = CredentialStatus.Expired });

        Assert.AreEqual(met, decision.Satisfied);
        Assert.AreEqual(met ? 0 : 1, decision.Requirement.Parts.Count(condition => condition.Sentence == "Its issuer says that it has expired."));
    }

    [TestMethod]
    [DataRow("2026-09-01", true)]
    [DataRow("2027-08-31", true)]
    [DataRow("2027-09-01", false)]
    public void RuleInForce_OnTheGoverningDate_Counts(string asked, bool met)
    {
        var world = new RuleWorld();
        world.Rule("EQ-00001", Ap("a"));
        var rule = world.Rules.Single() with { From = new DateOnly(2026, 9, 1), To = new DateOnly(2027, 8, 31) };

        var decision = new RuleWorld().Rule(rule).Decide(Issued("2021-06-01", asked));

        Assert.AreEqual(met, decision.Satisfied);
        Assert.AreEqual(
            $"This rule counts from 1 Sep 2026 to 31 Aug 2027; you asked {(met ? "" : "not then: ")}on {InWords(asked)}.", Sentence(decision, ConditionKind.InForce));
    }

    /// <summary>Who asked before the rule began may ask again today: our delay never costs a learner, and our progress helps.</summary>
    [TestMethod]
    [DataRow("2026-09-01", true)]
    [DataRow("2026-12-24", false)]
    public void RuleInForce_AskedBeforeItBegan_CountsOnceItHasBegun(string from, bool met)
    {
        var world = new RuleWorld();
        world.Rule("EQ-00001", Ap("a"));

        var decision = new RuleWorld().Rule(world.Rules.Single() with { From = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture) }).Decide(Issued("2021-06-01", "2026-08-31"));

        Assert.AreEqual(met, decision.Satisfied);
    }

    [TestMethod]
    [DataRow("2019-12-31", false)]
    [DataRow("2020-01-01", true)]
    [DataRow("2022-12-31", true)]
    [DataRow("2023-01-01", false)]
    public void Recommendation_CountsByTheDayEarned(string issued, bool met)
    {
        var basis = new RuleBasis(Basis.Ace) { RecommendationId = "ACE-0042", ValidFrom = new(2020, 1, 1), ValidTo = new(2022, 12, 31) };
        var decision = new RuleWorld().Rule("EQ-00001", Ap("a"), rule => rule with { Basis = basis }).Decide(Issued(issued));

        Assert.AreEqual(met, decision.Satisfied);
        Assert.AreEqual(
            $"Earned {InWords(issued)}; recommendation ACE-0042 covers what was earned from 1 Jan 2020 to 31 Dec 2022.", Sentence(decision, ConditionKind.Recommendation));
    }

    [TestMethod]
    public void Age_NobodyAsked_SaysThatItReachedUs() => Assert.AreEqual(
        "Issued 2 Mar 2021, 68 months before it reached us; the limit is 60.",
        Sentence(new RuleWorld().Rule("EQ-00001", Ap("a", new Conditions { MostAgeInMonths = 60 }))
            .Decide(Issued("2021-03-02", "2026-11-10") with { IsRequested = false }), ConditionKind.Age));

    [TestMethod]
    public void DayOf_Instant_IsTheInstitutionsDay()
    {
        var policy = new CreditPolicy(new HashSet<string>(), Assurance.Verified, TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));

        Assert.AreEqual(new DateOnly(2026, 11, 14), policy.DayOf(new DateTime(2026, 11, 15, 5, 59, 0, DateTimeKind.Utc)));
        Assert.AreEqual(new DateOnly(2026, 11, 15), policy.DayOf(new DateTime(2026, 11, 15, 6, 0, 0, DateTimeKind.Utc)));
    }

    private static RuleDecision Decide(Conditions conditions, string issued, string? asked = null) => World(conditions).Decide(Issued(issued, asked));

    private static RuleWorld World(Conditions conditions, GoverningDate governing = GoverningDate.Requested) =>
        new RuleWorld { Learner = new(LearnerStanding.Enrolled) }.Rule("EQ-00001", Ap("a", conditions), rule => rule with { GoverningDate = governing });

    private static PortfolioCredential Issued(string issued, string? asked = null) =>
        Has("a") with { IssuedOn = Day(issued), RequestedOn = asked is null ? null : Day(asked) };

    private static string Sentence(RuleDecision decision, ConditionKind kind) => decision.Requirement.Parts.Single(condition => condition.Kind == kind).Sentence;

    private static string InWords(string day) => Day(day).ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
