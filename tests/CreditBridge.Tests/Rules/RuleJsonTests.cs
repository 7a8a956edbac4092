using FsCheck;
using FsCheck.Fluent;
using System.Text.Json;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class RuleJsonTests
{
    [TestMethod]
    [DataRow("""{"requirement":{"kind":"allOf","items":[null]},"awards":[],"scope":{},"basis":{"kind":"exam"}}""", "holds nothing")]
    [DataRow("""{"requirement":{"kind":"allOf","items":[]},"awards":[null],"scope":{},"basis":{"kind":"exam"}}""", "holds nothing")]
    [DataRow("""{"requirement":{"kind":"allOf","items":[]},"awards":[],"scope":{},"basis":{"kind":"exam","hours":79228162514264337593543950335}}""", "out of all proportion")]
    [DataRow("""{"requirement":{"kind":"allOf","items":[]},"awards":[],"scope":{},"basis":{"kind":"exam","hours":1e99}}""", "out of all proportion")]
    public void Deserialize_NothingInAListOrAHugeNumber_IsRefused(string json, string words) =>
        StringAssert.Contains(Assert.Throws<JsonException>(() => RuleJson.Deserialize(json)).Message, words);

    [TestMethod]
    public void AnyRule_WrittenAndRead_IsTheSame() => Prop.ForAll(RuleGen.Definition.ToArbitrary(), rule =>
        RuleJson.Serialize(RuleJson.Deserialize(RuleJson.Serialize(rule))) == RuleJson.Serialize(rule)).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Serialize_EveryKindOfPart_ComesBack()
    {
        var conditions = new Conditions
        {
            Result = new LevelResult("ACTFL OPI", ["Novice High", "Intermediate Low"], "Novice High"),
            LeastHours = 12.5m,
            AssessmentTypes = ["Exam"],
            Supervised = true,
            IdentityChecked = true,
            IssuedFrom = new(2020, 1, 1),
            IssuedTo = new(2026, 12, 31),
            MostAgeInMonths = 60,
            Expiry = ExpiryCondition.WhenEarned,
            LeastAssurance = Assurance.Verified,
            Languages = ["en"],
        };
        var definition = new RuleDefinition(
            new AllOf(
            [
                new AnyOf([new Earned(new AchievementSelector("ap", "bio"), conditions)]),
                new AtLeast(1, [new Earned(new PatternSelector("ap", "Python", "data", "AI") { Once = AwardsOnce.PerCredential })]),
                new Earned(new AchievementSelector("ap", "x"), new Conditions { Result = new PointsResult(3, 4, 5, 5, "raw") }),
                new Earned(new AchievementSelector("ap", "x"), new Conditions { Result = new PercentResult(70, Below: 80) }),
                new Earned(new AchievementSelector("ap", "x"), new Conditions { Result = new LetterResult("C") }),
                new Earned(new AchievementSelector("ap", "x"), new Conditions { Result = new PassResult() }),
                new Passed("MATH 101", "C"),
            ]),
            [
                new CourseCredit("L1", "BIO 111", 3.125m, new CreditConversion("ECTS", 0.5m)) { GradeCode = "TR" },
                new ChoiceOf("L2", [new CourseCredit("L2a", "ART 105"), new CourseCredit("L2b", "ART 106")]),
                new ElectiveCredit("L3", "BUSN", CourseLevel.Upper, 3, "BUSN 3---"),
                new BlockCredit("L4", ["FIRE 101", "FIRE 102"], 9),
                new Exemption("L5", "MATH 100"),
                new NoCredit("L6", "not assessed"),
            ],
            new RuleScope
            {
                CatalogYearFrom = 2020,
                CatalogYearTo = 2026,
                ProgramsIn = ["A"],
                ProgramsOut = ["B"],
                Level = CourseLevel.Graduate,
                Standings = [LearnerStanding.NonDegree],
                Campuses = ["Main"],
            },
            new RuleBasis(Basis.Ace)
            {
                RecommendationId = "ACE-1",
                Source = "https://example.edu",
                Hours = 30,
                Level = CourseLevel.Upper,
                Subject = "Biology",
                ValidFrom = new(2020, 1, 1),
                ValidTo = new(2026, 1, 1),
                ReReviewOn = new(2027, 1, 1),
            },
            GoverningDate.EntryTerm, AutoGrant: true, Repeatable: true);

        var json = RuleJson.Serialize(definition);

        Assert.AreEqual(json, RuleJson.Serialize(RuleJson.Deserialize(json)));
        foreach (var name in new[] { "allOf", "anyOf", "atLeast", "earned", "passed", "achievement", "pattern", "levels", "points", "percent", "letter", "pass" })
            Assert.Contains($"\"kind\":\"{name}\"", json);
        foreach (var name in new[] { "course", "choice", "elective", "block", "exemption", "noCredit", "ace" })
            Assert.Contains($"\"kind\":\"{name}\"", json);
    }

    /// <summary>Stored rules must be readable for ever: this text stands for one stored today.</summary>
    [TestMethod]
    public void Deserialize_StoredText_ReadsTheSameRule()
    {
        const string Stored = """
            {"requirement":{"kind":"earned","selector":{"kind":"achievement","partner":"ap","achievement":"bio"},
            "conditions":{"result":{"kind":"points","least":4,"scale":"raw"},"mostAgeInMonths":60}},
            "awards":[{"kind":"course","lineId":"L1","course":"BIO 111","gradeCode":"TR"}],
            "scope":{},"basis":{"kind":"exam","source":"https://example.edu/ap"},"autoGrant":true}
            """;

        var rule = RuleJson.Deserialize(Stored);

        var earned = (Earned)rule.Requirement;
        Assert.AreEqual(new AchievementSelector("ap", "bio"), earned.Selector);
        Assert.AreEqual(new PointsResult(4, Scale: "raw"), earned.Conditions.Result);
        Assert.AreEqual(60, earned.Conditions.MostAgeInMonths);
        Assert.AreEqual(new CourseCredit("L1", "BIO 111") { GradeCode = "TR" }, rule.Awards.Single());
        Assert.AreEqual(GoverningDate.Requested, rule.GoverningDate);
        Assert.IsTrue(rule.AutoGrant);
    }

    [TestMethod]
    public void Deserialize_KindLast_IsRead() => Assert.AreEqual(
        new Passed("MATH 101"),
        JsonSerializer.Deserialize<Requirement>("""{"course":"MATH 101","kind":"passed"}""", RuleJson.Options));

    [TestMethod]
    [DataRow("""{"requirement":{"kind":"passed","course":"X 1"},"awards":[],"scope":{},"basis":{"kind":"exam"},"onlyOnSundays":true}""")]
    [DataRow("""{"requirement":{"kind":"oneDay","course":"X 1"},"awards":[],"scope":{},"basis":{"kind":"exam"}}""")]
    [DataRow("""{"requirement":{"course":"X 1"},"awards":[],"scope":{},"basis":{"kind":"exam"}}""")]
    [DataRow("""{"requirement":{"kind":"passed","course":null},"awards":[],"scope":{},"basis":{"kind":"exam"}}""")]
    [DataRow("""{"requirement":{"kind":"passed","course":"X 1"},"awards":[],"scope":{},"basis":{"kind":3}}""")]
    [DataRow("""{"requirement":{"kind":"passed","course":"X 1"},"scope":{},"basis":{"kind":"exam"}}""")]
    [DataRow("null")]
    public void Deserialize_WhatIsNotUnderstood_IsRefused(string json) => Assert.ThrowsExactly<JsonException>(() => RuleJson.Deserialize(json));
}
