using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Security.AntiSSRF;

namespace CreditBridge.OpenBadges;

/// <summary>
/// The one way to an address that came from outside: https only, never to an address inside the house (checked when the connection is made, so that a name which changes
/// its mind does not help), no redirects, no cookies, little time, little space, and what was just read is not read again.
/// </summary>
public sealed class GuardedDocuments : IDocumentSource, IDisposable
{
    private const int MiB = 1024 * 1024;
    private const long MostCached = 64L * MiB;
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(10);

    /// <summary>What credentials, keys and lists are served as; plain text because public repositories serve JSON so.</summary>
    private static readonly string[] MediaTypes =
    [
        "", "application/json", "application/ld+json", "application/did+json", "application/did+ld+json", "application/did", "application/vc", "application/vc+ld+json", "application/vc+jwt", "application/jwt",
        "application/jose", "application/jwk+json", "application/jwk-set+json", "application/octet-stream", "image/png", "image/svg+xml", "text/plain",
    ];

    private readonly HttpMessageInvoker _client;
    private readonly MemoryCache _cache;

    public GuardedDocuments(GuardedOptions options)
        : this(options.CreateHandler())
    {
    }

    internal GuardedDocuments(HttpMessageHandler handler)
    {
        _client = new HttpMessageInvoker(handler);
        _cache = new MemoryCache(new MemoryCacheOptions { SizeLimit = MostCached });
    }

    public async Task<FetchedDocument> GetAsync(Uri address, DocumentKind kind, CancellationToken cancellation)
    {
        if (address.Scheme != Uri.UriSchemeHttps)
            throw new DocumentUnavailableException($"{Shortened.Of(address.OriginalString)} is no https address.");
        if (address.UserInfo.Length > 0)
            throw new DocumentUnavailableException("The address holds a user name or password.");
        var key = new UriBuilder(address) { Fragment = "" }.Uri;
        // By kind: what was read as an issuer's document an hour ago must not stand for a badge or list that is asked for now.
        if (_cache.TryGetValue<FetchedDocument>((kind, key), out var known) && known is not null)
            return known;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Whole);
        try
        {
            var document = await FetchAsync(key, kind, limit.Token);
            if (LifeOf(kind) is { } life)
                _cache.Set((kind, key), document, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = life, Size = document.Bytes.Length + 200 });
            return document;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DocumentUnavailableException($"{address.Host} did not answer within {Whole.TotalSeconds:0} seconds.");
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or DocumentUnavailableException))
        {
            throw new DocumentUnavailableException($"{address.Host} could not be asked: {Sentence(problem)}", inner: problem);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _cache.Dispose();
    }

    private async Task<FetchedDocument> FetchAsync(Uri address, DocumentKind kind, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/ld+json, application/vc, application/did+json, application/json, application/jwt, image/png, image/svg+xml;q=0.9, text/plain;q=0.5");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("CreditBridge", null));
        using var response = await _client.SendAsync(request, cancellation);
        if (response.StatusCode == HttpStatusCode.Gone)
            throw new DocumentUnavailableException($"{address.Host} says it is gone (410).", isGone: true);
        if ((int)response.StatusCode is >= 300 and < 400)
            throw new DocumentUnavailableException($"{address.Host} answers with a redirect ({(int)response.StatusCode}), which is not followed: use the address it leads to.");
        if (response.StatusCode != HttpStatusCode.OK)
            throw new DocumentUnavailableException($"{address.Host} answers {(int)response.StatusCode}.");
        var media = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "";
        if (!MediaTypes.Contains(media, StringComparer.Ordinal))
            throw new DocumentUnavailableException(media == "text/html" ? $"At {address.Host} lies a web page, not the document itself." : $"{address.Host} sends '{Shortened.Of(media)}', which is not read.");
        return new FetchedDocument(address, await ReadAsync(response.Content, kind == DocumentKind.Controller ? MiB : 5 * MiB, cancellation), media);
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int most, CancellationToken cancellation)
    {
        await using var raw = await content.ReadAsStreamAsync(cancellation);
        await using Stream plain = content.Headers.ContentEncoding.Count switch
        {
            0 => raw,
            1 when content.Headers.ContentEncoding.Single() is "gzip" => new GZipStream(raw, CompressionMode.Decompress),
            1 when content.Headers.ContentEncoding.Single() is "br" => new BrotliStream(raw, CompressionMode.Decompress),
            _ => throw new DocumentUnavailableException("It is sent in a compression that was not asked for."),
        };
        using var to = new MemoryStream();
        var buffer = new byte[81_920];
        for (int count; (count = await plain.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (to.Length + count > most)
                throw new DocumentUnavailableException($"It has more than {most / MiB} MiB.");
            to.Write(buffer, 0, count);
        }

        return to.ToArray();
    }

    private static TimeSpan? LifeOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Controller => TimeSpan.FromHours(1),
        DocumentKind.StatusList => TimeSpan.FromMinutes(5),
        _ => null,
    };

    private static string Sentence(Exception problem) => problem switch
    {
        AntiSSRFException or ArgumentException => "its address is inside a private or special network, where nothing is fetched.",
        SocketException or HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name is not known.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "its certificate is not good.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection could be made.",
        _ when problem.GetBaseException() is AntiSSRFException => "its address is inside a private or special network, where nothing is fetched.",
        _ => problem.Message,
    };
}
