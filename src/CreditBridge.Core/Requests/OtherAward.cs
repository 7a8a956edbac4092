namespace CreditBridge.Core.Requests;

/// <summary>What is given instead of what was asked.</summary>
public sealed record OtherAward(AwardKind Kind, string? CourseCode, string? ElectiveSubject, string CourseLevel, List<string> CourseGroups, decimal Credits);
