namespace CreditBridge.Core.Reads;

/// <summary>One row of a table that was read, for people to look at: what it is about and, where it was refused, why.</summary>
/// <param name="Outcome">New, Changed, Rejected or Gone. What stays the same is only counted.</param>
public sealed record ReadRow(string Outcome, string? Code, string? Reason = null);
