namespace CreditBridge.Core.Reports;

/// <summary>A column of a report: its header and its value together, so that they can never come apart.</summary>
/// <param name="Value">A text, number, <see cref="DateOnly"/>, <see cref="DateTime"/> (UTC, shown as such), bool, or null. Anything else is written as text.</param>
public sealed record ReportColumn<T>(string Header, Func<T, object?> Value);
