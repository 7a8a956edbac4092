namespace CreditBridge.Core.Audit;

/// <summary>Something in the trail that is not as it was sealed.</summary>
/// <param name="Sequence">The entry's number; null where it is about a checkpoint, the head or an entry without a number.</param>
public sealed record TrailFinding(long? Sequence, string Sentence);
