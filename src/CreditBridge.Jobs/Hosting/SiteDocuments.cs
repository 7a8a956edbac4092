using CreditBridge.OpenBadges;

namespace CreditBridge.Jobs.Hosting;

/// <summary>Documents that the site keeps itself come first, for partners that this machine cannot reach; everything else through the guarded client.</summary>
internal sealed class SiteDocuments(IndexedDocuments? kept, IDocumentSource web) : IDocumentSource, IDisposable
{
    public Task<FetchedDocument> GetAsync(Uri address, DocumentKind kind, CancellationToken cancellation) =>
        (kept is not null && kept.Has(address) ? kept : web).GetAsync(address, kind, cancellation);

    public void Dispose() => (web as IDisposable)?.Dispose();
}
