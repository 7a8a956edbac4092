namespace CreditBridge.Sis;

/// <summary>
/// A student information system, as far as prior-learning credit needs it. An adapter sends once and never retries a write: the caller looks up first.
/// Outages (time-out, broken connection, full disk) are exceptions, and leave the caller not knowing.
/// </summary>
public interface ISisAdapter
{
    string Name { get; }

    SisCapabilities Capabilities { get; }

    /// <summary>Under which key this system holds a posting: key K where it has room for it, else what it can be found by there. Two postings never share one.</summary>
    string KeyOf(CreditPosting posting);

    /// <summary>Sends postings and reversals (<see cref="CreditPosting.Reverses"/>), at most <see cref="SisCapabilities.MostInBatch"/>, and answers one result for each, in order.</summary>
    /// <param name="sendBefore">UTC. Looked at once more just before anything leaves: past it, every result is <see cref="PostingResult.NotSent"/>.</param>
    Task<IReadOnlyList<PostingResult>> PostAsync(IReadOnlyList<CreditPosting> postings, DateTime sendBefore, CancellationToken cancellation);

    /// <summary>What the student system holds of these, by <see cref="KeyOf"/>. What is absent from the answer was not found.</summary>
    Task<IReadOnlyDictionary<string, SisEntry>> FindAsync(IReadOnlyCollection<CreditPosting> postings, CancellationToken cancellation);

    /// <summary>Everything the student system holds from us, for reconciliation.</summary>
    /// <param name="known">What we posted: a system that cannot list what came from us is asked for each of these.</param>
    IAsyncEnumerable<SisEntry> ReadPostedAsync(IReadOnlyCollection<CreditPosting> known, CancellationToken cancellation);
}
