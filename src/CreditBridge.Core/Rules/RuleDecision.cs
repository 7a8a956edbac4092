namespace CreditBridge.Core.Rules;

/// <summary>What one rule means for one learner, and why. Sentences are made when first asked for.</summary>
public sealed class RuleDecision
{
    internal RuleDecision(PublishedRule rule, RuleOutcome outcome)
    {
        Rule = rule;
        Outcome = outcome;
    }

    public PublishedRule Rule { get; }

    public string RuleCode => Rule.Code;

    public Guid RuleVersionId => Rule.VersionId;

    public RuleOutcome Outcome { get; }

    public bool Satisfied => Outcome is not RuleOutcome.NotEligible;

    /// <summary>The canonical id of the credential, where the rule awards once a credential; otherwise empty.</summary>
    public string Occurrence { get; internal init; } = "";

    /// <summary>The credentials that meet the requirement; for a rule that is not satisfied, those that meet a part of it.</summary>
    public IReadOnlyList<PortfolioCredential> Credentials { get; internal init; } = [];

    public IReadOnlyList<AwardLine> Lines { get; internal init; } = [];

    /// <summary>Credits of the lines that are open or wait for a person.</summary>
    public decimal Credits { get; internal init; }

    /// <summary>What the decision would use up: each credential and its SameLearning group.</summary>
    public IReadOnlyList<string> UseKeys { get; internal init; } = [];

    /// <summary>The course groups that the open lines would take.</summary>
    public IReadOnlyList<string> CourseGroups { get; internal init; } = [];

    /// <summary>Why a person must look, what blocks, or which rule was chosen instead: sentences, none for a grant.</summary>
    public IReadOnlyList<string> Reasons { get; internal init; } = [];

    /// <summary>The code of the rule that was chosen instead, or that says 'no credit'.</summary>
    public string? InFavourOf { get; internal init; }

    /// <summary>Whom the rule is for, condition by condition.</summary>
    public IReadOnlyList<ExplainedCondition> Scope { get; internal init; } = [];

    public ExplainedCondition Requirement => new(ConditionKind.AllOf, Satisfied, "", "", null, []);

    /// <summary>Every sentence of the decision, one a line.</summary>
    public string Explanation => string.Join('\n', Reasons);
}
