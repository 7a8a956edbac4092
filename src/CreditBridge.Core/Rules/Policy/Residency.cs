namespace CreditBridge.Core.Rules;

/// <summary>'30 of the last 60' credits of a programme are earned here.</summary>
public sealed record Residency(CapAction Action, decimal Least, decimal OfLast);
