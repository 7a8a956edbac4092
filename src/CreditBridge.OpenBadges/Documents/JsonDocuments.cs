using System.Text;
using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>JSON documents by their address.</summary>
internal sealed class JsonDocuments(IDocumentSource source)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <param name="address">An address as a credential writes it; plain http is asked for by https.</param>
    /// <exception cref="DocumentUnavailableException">It could not be had, or is no JSON object.</exception>
    public async Task<JsonElement> GetAsync(string address, DocumentKind kind, CancellationToken cancellation)
    {
        var document = await GetBytesAsync(address, kind, cancellation);
        try
        {
            var json = StrictJson.Parse(Strict.GetString(document.Bytes.Span).TrimStart('\uFEFF'));
            return json.ValueKind == JsonValueKind.Object ? json : throw new DocumentUnavailableException($"What lies at {address} is no JSON object.");
        }
        catch (Exception problem) when (problem is FormatException or DecoderFallbackException)
        {
            throw new DocumentUnavailableException($"What lies at {address} cannot be read: {problem.Message}", inner: problem);
        }
    }

    /// <exception cref="DocumentUnavailableException">It could not be had.</exception>
    public Task<FetchedDocument> GetBytesAsync(string address, DocumentKind kind, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            throw new DocumentUnavailableException($"'{Shortened.Of(address)}' is no web address.");
        return source.GetAsync(uri.Scheme == "http" ? new UriBuilder(uri) { Scheme = "https", Port = uri.IsDefaultPort ? -1 : uri.Port }.Uri : uri, kind, cancellation);
    }
}
