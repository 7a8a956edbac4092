namespace CreditBridge.Core.Requests;

/// <summary>One of the awards a line leaves a choice of.</summary>
/// <param name="LineId">The option's own id within its rule: how a person names what was chosen.</param>
public sealed record AwardOption(string LineId, AwardKind Kind, string? CourseCode, string? ElectiveSubject, string CourseLevel, List<string> CourseGroups, decimal Credits);
