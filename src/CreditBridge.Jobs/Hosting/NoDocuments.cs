using CreditBridge.OpenBadges;

namespace CreditBridge.Jobs.Hosting;

/// <summary>Nothing is fetched from anywhere.</summary>
internal sealed class NoDocuments : IDocumentSource
{
    public Task<FetchedDocument> GetAsync(Uri address, DocumentKind kind, CancellationToken cancellation) =>
        throw new DocumentUnavailableException($"{address.Host} is not asked: this site fetches nothing from the web.");
}
