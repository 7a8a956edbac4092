namespace CreditBridge.Core.Rules;

/// <summary>A line that was granted and not reversed, asked for, or declined before.</summary>
/// <param name="UseKeys">As <see cref="RuleDecision.UseKeys"/> gave them.</param>
/// <param name="CourseGroups">As <see cref="AwardLine.CourseGroups"/> gave them; empty for elective credit.</param>
public sealed record EarlierAward(
    string RuleCode,
    Guid RuleVersionId,
    string LineId,
    IReadOnlyList<Guid> CredentialIds,
    IReadOnlyList<string> UseKeys,
    IReadOnlyList<string> CourseGroups,
    EarlierAwardState State);

public enum EarlierAwardState
{
    Granted,
    Requested,
    Declined,
}
