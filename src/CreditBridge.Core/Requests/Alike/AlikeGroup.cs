namespace CreditBridge.Core.Requests;

/// <summary>Open lines of the same kind: one rule version, one award line, one achievement, one reason why a person must look.</summary>
/// <param name="Key">Short and stable while the group has the same kind; for addresses.</param>
public sealed record AlikeGroup(string Key, Guid RuleVersionId, string RuleCode, string AwardLineId, string Achievement, string ReviewReason, int Count);
