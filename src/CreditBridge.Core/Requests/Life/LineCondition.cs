namespace CreditBridge.Core.Requests;

/// <summary>What must be so before approved credit is granted.</summary>
public enum LineCondition
{
    /// <summary>The learner is enrolled.</summary>
    Enrolled,

    /// <summary>The learner has passed so many credits here.</summary>
    ResidentCredits,
}
