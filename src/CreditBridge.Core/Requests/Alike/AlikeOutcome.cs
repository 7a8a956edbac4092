namespace CreditBridge.Core.Requests;

/// <summary>What became of lines decided together.</summary>
public sealed record AlikeOutcome(int Decided, IReadOnlyList<AlikeRefusal> Refused);
