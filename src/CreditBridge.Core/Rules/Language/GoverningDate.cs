namespace CreditBridge.Core.Rules;

/// <summary>The date by which a rule counts: whether it is in force, and how old or expired a credential is.</summary>
public enum GoverningDate
{
    /// <summary>The day the learner asked: our delay never costs a learner.</summary>
    Requested,
    Earned,
    EntryTerm,
    Decided,
}
