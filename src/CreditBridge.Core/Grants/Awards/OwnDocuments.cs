using System.Text;
using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Grants;

/// <summary>What this institution serves to verifiers, given to its own verifier without a call to itself. Nothing else is to be had here.</summary>
internal sealed class OwnDocuments(IssuerSite site, IssuingKeys keys, RevocationLists lists) : IDocumentSource
{
    public async Task<FetchedDocument> GetAsync(Uri address, DocumentKind kind, CancellationToken cancellation)
    {
        var text = address.Authority != site.Origin.Authority ? null
            : address.AbsolutePath == "/.well-known/did.json" ? IssuerDocuments.Did(site.Did, await keys.PublishedAsync(cancellation))
            : address.AbsolutePath.StartsWith("/credentials/status/", StringComparison.Ordinal) && int.TryParse(address.Segments[^1], out var number) ? await lists.MakeAsync(number, cancellation)
            : null;
        return text is null
            ? throw new DocumentUnavailableException($"{address} is none of our own documents.")
            : new FetchedDocument(address, Encoding.UTF8.GetBytes(text), "application/json");
    }
}
