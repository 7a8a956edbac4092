namespace CreditBridge.OpenBadges;

public sealed class GuardedDocuments(TimeProvider time) : IDocumentSource
{
    public Task<FetchedDocument> GetAsync(Uri address, DocumentKind kind, CancellationToken cancellation) => throw new DocumentUnavailableException($"not yet {time}");
}
