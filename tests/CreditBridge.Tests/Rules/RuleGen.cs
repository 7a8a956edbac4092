using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using FsCheck;
using FsCheck.Fluent;
using Result = CreditBridge.Core.Rules.Result;

namespace CreditBridge.Tests.Rules;

/// <summary>A rule book, a learner and an order to shuffle them into.</summary>
public sealed record RuleCase(
    PublishedRule[] Rules, PortfolioCredential[] Credentials, TranscriptCourse[] Transcript, string[] EarlierRules, int Seed)
{
    public override string ToString() => string.Join('\n',
    [
        .. Rules.Select(rule => $"{rule.Code}: {RuleJson.Serialize(rule.Definition)}"), .. Credentials.Select(credential => $"{credential} {credential.Results[0]}"),
        .. Transcript.Select(course => course.ToString()), $"earlier: {string.Join(' ', EarlierRules)}, seed {Seed}",
    ]);
}

/// <summary>Makes small random rules and learners out of few achievements and courses, so that they meet often.</summary>
internal static class RuleGen
{
    public static readonly AchievementFacts[] Achievements =
    [
        new("ap", "a", "A") { Skills = ["Python"], Hours = 10 },
        new("ap", "b", "B") { Skills = ["Python", "Data"], SameLearning = "same" },
        new("ap", "c", "C") { Tags = ["data"], SameLearning = "same" },
        new("comptia", "d", "D") { Skills = ["Data"], Hours = 50 },
        new("comptia", "e", "E"),
        new("acme", "f", "F") { Skills = ["Python"], SameLearning = "other" },
    ];

    public static readonly CatalogFacts Catalog = new(
    [
        new("X 1", 3, 3, CourseLevel.Lower), new("X 2", 4, 4, CourseLevel.Lower) { Group = "two" }, new("Y 2", 4, 4, CourseLevel.Lower) { Group = "two" },
        new("X 3", 1, 4, CourseLevel.Upper), new("X 4", 3, 3, CourseLevel.Upper), new("X 1--", 3, 3, CourseLevel.Lower) { IsPlaceholder = true },
    ])
    {
        Programs = [new("BS", ["X 4"])],
    };

    private static readonly Gen<string> Course = Gen.Elements("X 1", "X 2", "Y 2", "X 3", "X 4", "X 1--", "X 9");

    public static Gen<RuleCase> Cases =>
        from rules in Definition.ArrayOf(6)
        from credentials in Credential.ArrayOf(7)
        from transcript in Transcript.ArrayOf(2)
        from few in Gen.Choose(0, 9)
        from earlier in Gen.Elements("EQ-00000", "EQ-00001", "EQ-00005").ArrayOf(few < 3 ? 1 : 0)
        from seed in Gen.Choose(0, int.MaxValue)
        select new RuleCase(
            [.. rules.Select((rule, i) => Published(i, rule))], [.. credentials.Select((credential, i) => Numbered(credential, i))],
            few < 5 ? transcript : [], earlier, seed);

    public static Gen<RuleDefinition> Definition =>
        from requirement in Requirement(2)
        from awards in Awards
        from level in Gen.Frequency((6, Gen.Constant<CourseLevel?>(null)), (1, Gen.Constant<CourseLevel?>(CourseLevel.Lower)))
        from programs in Gen.Elements<string[]>([], [], [], ["BS"], ["MA"])
        from basis in Gen.Elements(Enum.GetValues<Basis>())
        from validTo in Gen.Frequency((5, Gen.Constant<DateOnly?>(null)), (1, Gen.Constant<DateOnly?>(new DateOnly(2025, 12, 31))))
        from governing in Gen.Elements(Enum.GetValues<GoverningDate>())
        from automatic in Gen.Elements(true, true, false)
        from repeatable in Gen.Elements(true, false, false, false, false)
        select new RuleDefinition(
            requirement, awards, new RuleScope { Level = level, ProgramsIn = programs }, new RuleBasis(basis) { ValidTo = validTo }, governing, automatic, repeatable);

    public static Gen<PortfolioCredential> Credential =>
        from achievement in Gen.Elements(Achievements)
        from canonical in Gen.Choose(0, 20)
        from score in Gen.Choose(0, 10)
        from age in Gen.Choose(0, 40)
        from expires in Gen.Frequency((5, Gen.Constant<DateOnly?>(null)), (1, Gen.Constant<DateOnly?>(new DateOnly(2026, 1, 1))))
        from status in Gen.Frequency((8, Gen.Constant(CredentialStatus.Active)), (2, Gen.Elements(Enum.GetValues<CredentialStatus>())))
        from verification in Gen.Frequency((8, Gen.Constant(VerificationState.NotSigned)), (2, Gen.Elements(Enum.GetValues<VerificationState>())))
        from assurance in Gen.Elements(Enum.GetValues<Assurance>())
        select new PortfolioCredential(default, achievement.Partner, achievement.ExternalId, $"id-{canonical}", new DateOnly(2026, 10, 1).AddMonths(-age))
        {
            ExpiresOn = expires,
            Status = status,
            Verification = verification,
            Assurance = assurance,
            Results = [new Result(Result.Points, score, 10)],
        };

    /// <summary>Trees of single achievements, for the brute force: no condition but the score.</summary>
    public static Gen<Requirement> SimpleTree(int depth)
    {
        var leaf =
            from selector in Selector
            from least in Gen.Choose(0, 6)
            select (Requirement)new Earned(selector, new Conditions { Result = new PointsResult(least) });
        return depth == 0 ? leaf : Gen.OneOf(leaf, Group(SimpleTree(depth - 1)));
    }

    public static PublishedRule Published(int number, RuleDefinition definition) =>
        new($"EQ-0000{number}", RuleWorld.Id($"EQ-0000{number}"), 1, $"Rule {number}", null, null, definition);

    public static PortfolioCredential Numbered(PortfolioCredential credential, int number) => credential with { Id = RuleWorld.Id($"credential {number}") };

    public static Requirement OncePerRule(Requirement requirement) => requirement switch
    {
        AllOf all => new AllOf([.. all.Items.Select(OncePerRule)]),
        AnyOf any => new AnyOf([.. any.Items.Select(OncePerRule)]),
        AtLeast atLeast => atLeast with { Items = [.. atLeast.Items.Select(OncePerRule)] },
        Earned { Selector: PatternSelector pattern } earned => earned with { Selector = pattern with { Once = AwardsOnce.PerRule } },
        _ => requirement,
    };

    private static Gen<Selector> Selector => Gen.Frequency(
        (4, Gen.Elements(Achievements).Select(achievement => (Selector)new AchievementSelector(achievement.Partner, achievement.ExternalId))),
        (1, from once in Gen.Elements(Enum.GetValues<AwardsOnce>())
            from pattern in Gen.Elements(new PatternSelector(Skill: "Python"), new PatternSelector(Tag: "data"), new PatternSelector("comptia"), new PatternSelector(NameContains: "a"))
            select (Selector)(pattern with { Once = once })));

    private static Gen<Conditions> Conditions =>
        from least in Gen.Choose(0, 12)
        from most in Gen.Choose(0, 30)
        from age in Gen.Choose(0, 60)
        from hours in Gen.Choose(0, 60)
        from expiry in Gen.Elements(Enum.GetValues<ExpiryCondition>())
        select new Conditions
        {
            Result = least > 6 ? null : new PointsResult(least, most > 10 ? null : most),
            MostAgeInMonths = age < 10 ? null : age,
            LeastHours = hours < 50 ? null : 20,
            Expiry = expiry,
        };

    public static Gen<CreditAward[]> Awards => Gen.Frequency(
        (1, Gen.Constant(new CreditAward[] { new NoCredit("N", "not assessed.") })),
        (9, from count in Gen.Choose(1, 2) from lines in Award.ArrayOf(count) select lines.Select((line, i) => line with { LineId = $"L{i}" }).ToArray()));

    private static Gen<CreditAward> Award => Gen.Frequency(
        (5, from course in Course from credits in Gen.Elements<decimal?>(null, 3, 2.5m) select (CreditAward)new CourseCredit("", course, credits)),
        (1, from one in Course from two in Course select (CreditAward)new ChoiceOf("", [new CourseCredit("a", one), new CourseCredit("b", two)])),
        (2, from credits in Gen.Choose(1, 6) from subject in Gen.Elements("GEN", null) select (CreditAward)new ElectiveCredit("", subject, CourseLevel.Lower, credits, Conversion: new CreditConversion("ECTS", 0.5m))),
        (1, from one in Course from two in Course select (CreditAward)new BlockCredit("", [one, two], 6)),
        (1, from course in Course select (CreditAward)new Exemption("", course)));

    public static Gen<TranscriptCourse> Transcript =>
        from course in Course
        from state in Gen.Elements(Enum.GetValues<TranscriptState>())
        from grade in Gen.Elements("A", "C", "F", null)
        select new TranscriptCourse(course, state, grade);

    private static Gen<Requirement> Requirement(int depth)
    {
        var leaf = Gen.Frequency(
            (9, from selector in Selector from conditions in Conditions select (Requirement)new Earned(selector, conditions)),
            (1, from course in Course from grade in Gen.Elements("C", null) select (Requirement)new Passed(course, grade)));
        return depth == 0 ? leaf : Gen.Frequency((3, leaf), (2, Group(Requirement(depth - 1))));
    }

    private static Gen<Requirement> Group(Gen<Requirement> item) =>
        from count in Gen.Choose(1, 3)
        from items in item.ArrayOf(count)
        from kind in Gen.Choose(0, 2)
        from needed in Gen.Choose(1, 3)
        select kind switch { 0 => new AllOf(items), 1 => new AnyOf(items), _ => (Requirement)new AtLeast(needed, items) };
}
