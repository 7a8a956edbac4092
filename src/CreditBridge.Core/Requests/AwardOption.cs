namespace CreditBridge.Core.Requests;

public sealed record AwardOption(string CourseCode, List<string> CourseGroups, decimal Credits);
