namespace CreditBridge.OpenBadges;

/// <summary>Where a verifier gets what lies at an address: issuer documents, keys, status lists, hosted badges.</summary>
public interface IDocumentSource
{
    /// <exception cref="DocumentUnavailableException">It could not be had, with a sentence that says why.</exception>
    Task<FetchedDocument> GetAsync(Uri address, DocumentKind kind, CancellationToken cancellation);
}
