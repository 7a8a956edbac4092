namespace CreditBridge.Core.Rules;

/// <summary>What becomes of a rule that a learner's credentials touch. All but <see cref="NotEligible"/> are satisfied.</summary>
public enum RuleOutcome
{
    NotEligible,

    /// <summary>Granted without a person.</summary>
    Grant,

    /// <summary>Satisfied, but a person must look; <see cref="RuleDecision.Reasons"/> say why.</summary>
    Request,

    /// <summary>
    /// The rule, or another, says 'no credit'; or everything it gives is already passed or transferred; or it would pass a cap that blocks: then, and only then, a person is
    /// asked (<see cref="RuleDecision.AsksPerson"/>).
    /// </summary>
    Blocked,

    /// <summary>Another rule uses the credentials or gives the courses.</summary>
    NotChosen,

    /// <summary>Granted, asked for, or declined on the same evidence before.</summary>
    AlreadyDecided,
}
