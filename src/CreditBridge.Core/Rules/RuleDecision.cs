namespace CreditBridge.Core.Rules;

/// <summary>What one rule means for one learner, and why. Sentences are made when they are first asked for.</summary>
public sealed class RuleDecision
{
    private readonly Attempt _attempt;
    private readonly int[] _chosen;
    private IReadOnlyList<AwardLine>? _lines;
    private IReadOnlyList<string>? _reasons;

    internal RuleDecision(Attempt attempt, RuleOutcome outcome)
    {
        (_attempt, Outcome) = (attempt, outcome);
        _chosen = attempt.Chosen;
    }

    public PublishedRule Rule => _attempt.Rule.Rule;

    public string RuleCode => Rule.Code;

    public Guid RuleVersionId => Rule.VersionId;

    public RuleOutcome Outcome { get; }

    public bool Satisfied => Outcome is not RuleOutcome.NotEligible;

    /// <summary>The canonical id of the credential, where the rule awards once a credential; otherwise empty.</summary>
    public string Occurrence => _attempt.Occurrence;

    /// <summary>The credentials that together meet the requirement; none when it is not met.</summary>
    public IReadOnlyList<PortfolioCredential> Credentials => field ??= [.. Views.Select(view => view.Credential)];

    /// <summary>The award lines, where the decision came so far as to look at them.</summary>
    public IReadOnlyList<AwardLine> Lines => _lines ??= TellLines?.Invoke() ?? [];

    /// <summary>Credits that are granted or asked for.</summary>
    public decimal Credits => IsChosen ? Lines.Where(line => AwardLines.IsGiven(line.State)).Sum(line => line.Credits) : 0;

    /// <summary>What a grant or request uses up: each credential and, unless the rule is repeatable, what was learned with it.</summary>
    public IReadOnlyList<string> UseKeys => field ??= IsChosen || AsksPerson ? [.. Views.SelectMany(KeysOf).Distinct().Order(StringComparer.Ordinal)] : [];

    /// <summary>The course groups that a grant or request takes.</summary>
    public IReadOnlyList<string> CourseGroups =>
        field ??= IsChosen || AsksPerson ? [.. Lines.Where(line => AwardLines.IsGiven(line.State)).SelectMany(line => line.CourseGroups).Distinct()] : [];

    /// <summary>Why a person must look, or what stands against the rule: sentences, none for a grant.</summary>
    public IReadOnlyList<string> Reasons
    {
        get => _reasons ??= TellReasons?.Invoke(Lines) ?? [];
        internal init => _reasons = value;
    }

    /// <summary>What the learner should know and nobody has to look at: a limit that only warns.</summary>
    public IReadOnlyList<string> Warnings { get; internal init; } = [];

    /// <summary>A person is asked: a request, or credit that only a cap stands against.</summary>
    public bool AsksPerson { get; internal init; }

    /// <summary>The code of the rule that was chosen instead, or that says 'no credit'.</summary>
    public string? InFavourOf { get; internal init; }

    /// <summary>Whom the rule is for; what it does not ask is left out.</summary>
    public IReadOnlyList<ExplainedCondition> Scope => field ??= Explainer.Scope(_attempt);

    /// <summary>The requirement, part by part, with what was seen.</summary>
    public ExplainedCondition Requirement => field ??= new Explainer(_attempt, _chosen).Requirement();

    /// <summary>Every sentence of the decision, one a line, as page, letter, API and audit print it.</summary>
    public string Explanation => field ??= Explainer.Text(this);

    internal Attempt Attempt => _attempt;

    internal Func<AwardLine[]>? TellLines { get; init; }

    internal Func<IReadOnlyList<AwardLine>, IReadOnlyList<string>>? TellReasons { get; init; }

    /// <summary>The learner has all that the rule gives.</summary>
    internal bool HasNothingLeft { get; init; }

    private bool IsChosen => Outcome is RuleOutcome.Grant or RuleOutcome.Request;

    private IEnumerable<CredentialView> Views => _chosen.Where(index => index >= 0).Select(index => _attempt.View.Credentials[index]);

    private IEnumerable<string> KeysOf(CredentialView view) =>
        _attempt.Rule.Repeatable ? [UseKey.OfCredential(view.Credential.CanonicalId)] : [UseKey.OfCredential(view.Credential.CanonicalId), view.LearningUseKey];
}
