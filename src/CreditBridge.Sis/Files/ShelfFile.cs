namespace CreditBridge.Sis.Files;

/// <param name="Path">Where it lies, with its folders.</param>
/// <param name="IsBelow">In a folder below the shelf, as what was dealt with is.</param>
/// <param name="ChangedAt">By the clock of whoever keeps it.</param>
internal sealed record ShelfFile(string Path, string Name, long Length, DateTime ChangedAt, bool IsBelow = false);
