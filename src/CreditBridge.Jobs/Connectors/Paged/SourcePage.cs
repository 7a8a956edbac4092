using CreditBridge.Core.Credentials.Intake;

namespace CreditBridge.Jobs.Connectors.Paged;

/// <summary>One page as the source gave it.</summary>
/// <param name="Next">The connector's own text that leads to the next page; null: this was the last.</param>
/// <param name="Sha256">Of the answer.</param>
/// <param name="Total">How many records the source says it has for this question, where it says so.</param>
internal sealed record SourcePage(IReadOnlyList<IncomingRecord> Records, string? Next, string Sha256, long? Total = null);
