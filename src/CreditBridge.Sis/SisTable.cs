namespace CreditBridge.Sis;

/// <summary>A table that was read from a student system, as a CSV file: whatever takes a file by hand takes it.</summary>
/// <param name="Kind">What a row is, in the plural: <c>terms</c>, <c>courses</c>, <c>programs</c>, <c>learners</c> or <c>transcripts</c>.</param>
/// <param name="Name">For sentences.</param>
/// <param name="IsWhole">It has everything of its kind: what is missing in it is gone there.</param>
public sealed record SisTable(string Kind, string Name, byte[] Content, bool IsWhole);
