namespace CreditBridge.Sis;

/// <summary>
/// A student information system, as far as prior-learning credit needs it. An adapter sends once and never retries a write: the caller looks up by key first.
/// Outages (time-out, broken connection, full disk) are exceptions, and leave the caller not knowing.
/// </summary>
public interface ISisAdapter
{
    string Name { get; }

    SisCapabilities Capabilities { get; }

    /// <summary>Sends postings, at most <see cref="SisCapabilities.MostInBatch"/>, and answers one result for each, in order.</summary>
    /// <param name="sendBefore">UTC. Looked at once more just before anything leaves: past it, every result is <see cref="PostingResult.NotSent"/>.</param>
    Task<IReadOnlyList<PostingResult>> PostAsync(IReadOnlyList<CreditPosting> postings, DateTime sendBefore, CancellationToken cancellation);

    /// <summary>What the student system holds under these keys. A key that is absent from the answer was not found.</summary>
    Task<IReadOnlyDictionary<string, SisEntry>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation);

    /// <summary>Everything the student system holds from us, for reconciliation.</summary>
    IAsyncEnumerable<SisEntry> ReadPostedAsync(CancellationToken cancellation);
}
