using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;

namespace CreditBridge.Tests.Rules;

/// <summary>
/// A small institution to try rules on: partner 'ap' and partner 'comptia' are approved, courses BIO 111 and so on carry 3 credits, everything is decided on
/// 15 November 2026. A test says only what it is about.
/// </summary>
internal sealed class RuleWorld
{
    public static readonly DateOnly Today = new(2026, 11, 15);

    private readonly List<PublishedRule> _rules = [];
    private readonly Dictionary<string, AchievementFacts> _achievements = [];
    private readonly List<CourseFacts> _courses = [];
    private readonly List<TranscriptCourse> _transcript = [];
    private readonly List<EarlierAward> _earlier = [];
    private readonly List<ProgramFacts> _programs = [];

    public RuleWorld()
    {
        foreach (var code in new[] { "BIO 111", "BIO 112", "MATH 101", "MATH 102", "ART 105", "ART 106", "CS 101" })
            Course(code);
    }

    public LearnerFacts Learner { get; set; } = new(LearnerStanding.Enrolled);

    public CreditPolicy Policy { get; set; } = new(new HashSet<string> { "ap", "comptia" }, Assurance.PartnerAsserted, TimeZoneInfo.Utc);

    public IReadOnlyList<PublishedRule> Rules => _rules;

    public RuleWorld Achievement(AchievementFacts facts)
    {
        _achievements[$"{facts.Partner}/{facts.ExternalId}"] = facts;
        return this;
    }

    public RuleWorld Course(string code, decimal? least = 3, decimal? most = 3, string? group = null, bool placeholder = false, DateOnly? to = null)
    {
        _courses.RemoveAll(course => course.Code == code);
        _courses.Add(new CourseFacts(code, least, most, CourseLevel.Lower) { Group = group, IsPlaceholder = placeholder, EffectiveTo = to });
        return this;
    }

    public RuleWorld Program(string code, params string[] required)
    {
        _programs.Add(new ProgramFacts(code, required));
        return this;
    }

    /// <summary>A programme of so many credits, which the learner is in.</summary>
    public RuleWorld InProgram(string code, decimal credits)
    {
        _programs.Add(new ProgramFacts(code, []) { Credits = credits });
        Learner = Learner with { Programs = [.. Learner.Programs, new(code, 2026)] };
        return this;
    }

    public RuleWorld OnTranscript(string course, TranscriptState state, string? grade = null, decimal credits = 3, DateOnly? term = null)
    {
        _transcript.Add(new TranscriptCourse(course, state, grade) { Credits = credits, TermStartsOn = term });
        return this;
    }

    public RuleWorld Layer(PolicyScope scope, string code, PolicyContent content)
    {
        Policy = Policy with { Layers = [.. Policy.Layers, new PolicyLayer { Scope = scope, ScopeCode = code, Content = content }] };
        return this;
    }

    public RuleWorld Cap(CreditCap cap, PolicyScope scope = PolicyScope.Institution, string code = "") => Layer(scope, code, new PolicyContent { Caps = [cap] });

    public RuleWorld Earlier(EarlierAward award)
    {
        _earlier.Add(award);
        return this;
    }

    /// <summary>Adds an automatic rule. Without awards it gives 3 elective credits, so that rules do not meet in a course.</summary>
    public RuleWorld Rule(string code, Requirement requirement, params CreditAward[] awards) => Rule(code, requirement, rule => rule, awards);

    public RuleWorld Rule(string code, Requirement requirement, Func<RuleDefinition, RuleDefinition> change, params CreditAward[] awards)
    {
        CreditAward[] given = awards.Length > 0 ? awards : [new ElectiveCredit("L1", "GEN", CourseLevel.Lower, 3)];
        var definition = new RuleDefinition(requirement, given, RuleScope.Everyone, new RuleBasis(Basis.FacultyReview), AutoGrant: true);
        return Rule(new PublishedRule(code, Id(code), 1, $"Title of {code}", null, null, change(definition)));
    }

    public RuleWorld Rule(PublishedRule rule)
    {
        _rules.Add(rule);
        return this;
    }

    public RuleBook Book() => RuleBook.Compile(_rules, _achievements.Values, new CatalogFacts(_courses) { Programs = _programs });

    public Portfolio Portfolio(params PortfolioCredential[] credentials) => new(Learner, credentials, _transcript, _earlier);

    /// <summary>The caps in force for the learner.</summary>
    public IReadOnlyList<CapInForce> Caps() => Policy.Explain(Book(), Portfolio()).Caps;

    public Evaluation Evaluate(params PortfolioCredential[] credentials) => RuleEngine.Evaluate(Book(), Portfolio(credentials), Policy, Today);

    /// <summary>The decision on the only rule.</summary>
    public RuleDecision Decide(params PortfolioCredential[] credentials) => Evaluate(credentials).Decisions.Single();

    /// <summary>The conditions of the one credential that the only rule asks for.</summary>
    public IReadOnlyList<ExplainedCondition> Conditions(PortfolioCredential credential) => Decide(credential).Requirement.Parts;

    /// <summary>An achievement of partner 'ap'.</summary>
    public static Earned Ap(string achievement, Conditions? conditions = null) => new(new AchievementSelector("ap", achievement), conditions ?? Core.Rules.Conditions.None);

    public static Earned Scored(string achievement, decimal? least, decimal? most = null, decimal? below = null) =>
        Ap(achievement, new Conditions { Result = new PointsResult(least, most, below) });

    /// <summary>An active credential of partner 'ap', issued half a year ago, asserted by the partner.</summary>
    public static PortfolioCredential Has(string achievement, decimal? score = null, string? id = null) =>
        new(Id(id ?? achievement), "ap", achievement, $"ap:{id ?? achievement}", new DateOnly(2026, 5, 15))
        {
            Results = score is null ? [] : [new Result(Result.Points, score, 100)],
        };

    /// <summary>The same name gives the same id.</summary>
    public static Guid Id(string name)
    {
        var bytes = new byte[16];
        System.Text.Encoding.UTF8.GetBytes(name).AsSpan(0, Math.Min(16, name.Length)).CopyTo(bytes);
        return new Guid(bytes, bigEndian: true);
    }
}
