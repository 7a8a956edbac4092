namespace CreditBridge.Core.Grants.Codes;

/// <param name="IsUsed">A posting has it, or soon may; else it was only written down once.</param>
/// <param name="IsGap">Others of its kind are written down and this one is not: postings with it wait.</param>
public sealed record CodeInUse(string Ours, string? Theirs, bool IsUsed, bool IsGap);
