namespace CreditBridge.Core.Tables;

/// <summary>One row of an imported file and what became of it.</summary>
/// <param name="Line">In the file, counted from 1.</param>
/// <param name="Reason">Why it was rejected; empty otherwise.</param>
/// <param name="Code">What it is about: the rule's code, the course, the student number.</param>
/// <param name="Title">What people call it, where the file says so.</param>
/// <param name="Note">Worth a look, though the row is taken.</param>
public sealed record ImportedRow(int Line, ImportOutcome Outcome, string? Reason, string? Code, string? Title = null, string? Note = null);
