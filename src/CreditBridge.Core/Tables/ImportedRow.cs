namespace CreditBridge.Core.Tables;

/// <summary>One row of an imported file and what became of it.</summary>
/// <param name="Line">In the file, counted from 1.</param>
/// <param name="Reason">Why it was rejected; empty otherwise.</param>
/// <param name="Code">What it is about: the rule's code, the course, the student number.</param>
public sealed record ImportedRow(int Line, ImportOutcome Outcome, string? Reason, string? Code);
