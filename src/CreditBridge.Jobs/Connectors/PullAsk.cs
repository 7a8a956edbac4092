namespace CreditBridge.Jobs.Connectors;

/// <summary>What is asked of one pull.</summary>
/// <param name="Checkpoints">Value by scope, as earlier pages left them.</param>
/// <param name="IsFull">Everything is read, whatever was read before this run.</param>
/// <param name="OfThisRun">The scopes whose checkpoint this run itself has left: there it goes on, also when it reads everything.</param>
/// <param name="Now">UTC.</param>
public sealed record PullAsk(IReadOnlyDictionary<string, string> Checkpoints, bool IsFull, DateTime Now, IReadOnlySet<string> OfThisRun);
