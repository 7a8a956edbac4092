using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <summary>What a draft would mean for one learner, or for a credential that belongs to nobody yet.</summary>
/// <param name="Learner">Null for a credential that is matched to no learner: then it is tried by itself.</param>
/// <param name="Title">The credential that led here, when the try began from one.</param>
/// <param name="Decisions">None when nothing in the record is asked for by the draft; several when it awards once a credential.</param>
/// <param name="ByItself">The same as if the learner had been given nothing yet: what the rule gives where other credit stands in its way.</param>
/// <param name="WasDecided">Credit under this rule was decided for the learner already; the try leaves that out.</param>
public sealed record RuleTrial(Learner? Learner, string? Title, IReadOnlyList<RuleDecision> Decisions, IReadOnlyList<RuleDecision> ByItself, bool WasDecided);
