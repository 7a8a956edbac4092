using CreditBridge.OpenBadges;

namespace CreditBridge.Jobs.Hosting;

/// <summary>Documents that the site keeps itself come first, for partners that this machine cannot reach; everything else through the guarded client.</summary>
internal sealed class SiteDocuments(IndexedDocuments? kept, IDocumentSource web) : IDocumentSource, IDisposable
{
    public async Task<FetchedDocument> GetAsync(Uri address, DocumentKind kind, CancellationToken cancellation)
    {
        try
        {
            if (kept is not null)
                return await kept.GetAsync(address, kind, cancellation);
        }
        catch (DocumentUnavailableException)
        {
            // The index has none: the web may.
        }

        return await web.GetAsync(address, kind, cancellation);
    }

    public void Dispose() => (web as IDisposable)?.Dispose();
}
