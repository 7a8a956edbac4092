namespace CreditBridge.Core.Requests;

public sealed record AwardOption(string CourseCode, string? CourseGroup, decimal Credits);
