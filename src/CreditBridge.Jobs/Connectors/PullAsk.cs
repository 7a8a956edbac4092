namespace CreditBridge.Jobs.Connectors;

/// <summary>What is asked of one pull.</summary>
/// <param name="Checkpoints">Value by scope, as earlier pages left them.</param>
/// <param name="IsFull">Everything is read, whatever was read before.</param>
/// <param name="Now">UTC.</param>
public sealed record PullAsk(IReadOnlyDictionary<string, string> Checkpoints, bool IsFull, DateTime Now);
