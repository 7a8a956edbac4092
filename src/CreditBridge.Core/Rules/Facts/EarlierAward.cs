using CreditBridge.Core.Catalog;

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
    EarlierAwardState State)
{
    /// <summary>Counted towards caps, as what follows is.</summary>
    public decimal Credits { get; init; }

    /// <summary>Of the credentials it rests on.</summary>
    public IReadOnlyList<string> Partners { get; init; } = [];

    public Basis? Basis { get; init; }

    public CourseLevel Level { get; init; }
}

public enum EarlierAwardState
{
    Granted,
    Requested,
    Declined,
}
