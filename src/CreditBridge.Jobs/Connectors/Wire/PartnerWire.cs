using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Security.AntiSSRF;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CreditBridge.Jobs.Connectors.Wire;

/// <summary>
/// Calls one partner within one run: through its pipeline, with its token, never above a size, never to another host than was set. What comes back is whole JSON or a
/// <see cref="SourceException"/> that says in a sentence what came instead. Secrets and bodies are in no message.
/// </summary>
public sealed class PartnerWire(HttpMessageInvoker client, PartnerPipeline pipeline, string partner)
{
    public const int MostBytes = 16 << 20;

    private static readonly string[] Json = ["application/json", "application/ld+json", "application/vc+json", "text/json"];

    private Func<CancellationToken, Task<(AuthenticationHeaderValue Header, TimeSpan? Life)>>? _authorize;
    private AuthenticationHeaderValue? _token;
    private DateTime _tokenUntil;
    private int _calls;
    private int _retries;

    public int Calls => _calls;

    public int Retries => _retries;

    public string State => pipeline.State;

    /// <summary>Says how a token is had: it is asked for when needed, a little before it ends, and once more when it is refused.</summary>
    public void Authorize(Func<CancellationToken, Task<(AuthenticationHeaderValue Header, TimeSpan? Life)>> authorize) => (_authorize, _token) = (authorize, null);

    /// <summary>A key that stands in every call.</summary>
    public void Authorize(AuthenticationHeaderValue header) => Authorize(_ => Task.FromResult((header, (TimeSpan?)null)));

    /// <exception cref="SourceException">It did not come, or is no JSON; see <see cref="RetryLaterException"/>.</exception>
    public Task<WireAnswer> GetAsync(Uri address, CancellationToken cancellation, Action<HttpRequestHeaders>? headers = null) =>
        SendAsync(() => Request(HttpMethod.Get, address, null, headers), isSafe: true, ReadJson, cancellation);

    /// <summary>A file of text, as UTF-8.</summary>
    /// <param name="media">The media type it must have, such as <c>text/csv</c>.</param>
    /// <exception cref="SourceException">It did not come, or is something else.</exception>
    public Task<byte[]> DownloadAsync(Uri address, string media, CancellationToken cancellation, Action<HttpRequestHeaders>? headers = null) => SendAsync(() =>
    {
        var request = Request(HttpMethod.Get, address, null, headers);
        request.Headers.Accept.Clear();
        request.Headers.Accept.ParseAdd(media);
        return request;
    }, isSafe: true, (answer, bytes) => Checked(answer, bytes, [media], media), cancellation);

    /// <summary>A search: it is sent as POST and changes nothing, so it may be repeated.</summary>
    public Task<WireAnswer> SearchAsync(Uri address, object body, CancellationToken cancellation) =>
        SendAsync(() => Request(HttpMethod.Post, address, JsonContent(body), null), isSafe: true, ReadJson, cancellation);

    /// <summary>Asks for a token, without one. Never repeated by itself: a refresh token may be used up by it.</summary>
    public Task<WireAnswer> PostFormAsync(Uri address, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellation, AuthenticationHeaderValue? authorization = null) =>
        SendOnceAsync(() =>
        {
            var request = Request(HttpMethod.Post, address, new FormUrlEncodedContent(form), null);
            request.Headers.Authorization = authorization;
            return request;
        }, isSafe: false, ReadJson, cancellation);

    /// <summary>Registers us or hands something over; never repeated.</summary>
    public Task<WireAnswer> PostAsync(Uri address, object body, CancellationToken cancellation) =>
        SendOnceAsync(() => Request(HttpMethod.Post, address, JsonContent(body), null), isSafe: false, ReadJson, cancellation);

    /// <summary>A link that the source gave, which must lead to the host that was set.</summary>
    /// <exception cref="SourceException">It leads elsewhere: as if there were no such page, so that a pull which stands there begins anew.</exception>
    public Uri Follow(Uri from, string link)
    {
        var to = Uri.TryCreate(from, link, out var address) ? address : throw new SourceException($"{partner} gives a next page whose address cannot be read.");
        return to.Scheme == from.Scheme && to.Authority == from.Authority
            ? to
            : throw new SourceMissingException($"{partner} gives a next page at another host ({to.Authority}) than the one that was set ({from.Authority}): it was not followed.");
    }

    internal void CountRetry() => Interlocked.Increment(ref _retries);

    private static ByteArrayContent JsonContent(object body) => new(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web)) { Headers = { ContentType = new("application/json") } };

    private static HttpRequestMessage Request(HttpMethod method, Uri address, HttpContent? content, Action<HttpRequestHeaders>? headers)
    {
        var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("CreditBridge", null));
        headers?.Invoke(request.Headers);
        return request;
    }

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> make, bool isSafe, Func<HttpResponseMessage, byte[], T> read, CancellationToken cancellation)
    {
        for (var again = false; ; again = true)
        {
            var token = await TokenAsync(cancellation);
            try
            {
                return await SendOnceAsync(() =>
                {
                    var request = make();
                    request.Headers.Authorization = token;
                    return request;
                }, isSafe, read, cancellation);
            }
            catch (SourceRefusedException) when (_authorize is not null && !again)
            {
                // It may have ended early; a second refusal is one.
                _token = null;
            }
        }
    }

    private async Task<AuthenticationHeaderValue?> TokenAsync(CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        if (_authorize is null || (_token is not null && now < _tokenUntil))
            return _token;
        var (header, life) = await _authorize(cancellation);
        (_token, _tokenUntil) = (header, life is { } span ? now + span - TimeSpan.FromSeconds(Math.Min(60, span.TotalSeconds / 10)) : DateTime.MaxValue);
        return _token;
    }

    private async Task<T> SendOnceAsync<T>(Func<HttpRequestMessage> make, bool isSafe, Func<HttpResponseMessage, byte[], T> read, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(PartnerPipeline.IsSafe, isSafe);
        context.Properties.Set(PartnerPipeline.Caller, this);
        try
        {
            using var answer = await pipeline.Pipeline.ExecuteAsync(async attempt =>
            {
                Interlocked.Increment(ref _calls);
                using var request = make();
                // In clear only to this machine, where a partner's double listens, and only if the site opens it.
                if (request.RequestUri!.Scheme != Uri.UriSchemeHttps && !request.RequestUri.IsLoopback)
                    throw new SourceException($"The address of {partner} must begin with https://");
                var response = await ConnectAsync(request, attempt.CancellationToken);
                try
                {
                    // Within the attempt: a body that trickles is left like an answer that does not come.
                    await response.Content.LoadIntoBufferAsync(MostBytes, attempt.CancellationToken);
                    return response;
                }
                catch
                {
                    response.Dispose();
                    throw;
                }
            }, context);
            CheckStatus(answer);
            return read(answer, await answer.Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (TimeoutRejectedException late)
        {
            throw new SourceException($"{partner} did not answer in {pipeline.Limits.AttemptSeconds} seconds.", late);
        }
        catch (BrokenCircuitException open)
        {
            throw new SourceException($"{partner} failed several times in a row: nothing is asked for {pipeline.Limits.BreakSeconds} seconds.", open);
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new SourceException($"{partner} sent more than {MostBytes >> 20} MB for one page: it was not read.", problem);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or ArgumentException or AntiSSRFException)
        {
            throw new SourceException($"{partner} could not be reached: {Sentence(problem)}", problem);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>The guarded client hands what happens at the socket over as it is: made what the pipeline knows as an outage, so that it is repeated like one.</summary>
    private async Task<HttpResponseMessage> ConnectAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await client.SendAsync(request, cancellation);
        }
        catch (SocketException problem)
        {
            var isUnknown = problem.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain;
            throw new HttpRequestException(isUnknown ? HttpRequestError.NameResolutionError : HttpRequestError.ConnectionError, inner: problem);
        }
        catch (AuthenticationException problem)
        {
            throw new HttpRequestException(HttpRequestError.SecureConnectionError, inner: problem);
        }
    }

    private void CheckStatus(HttpResponseMessage answer)
    {
        if (PartnerPipeline.WaitOf(answer) is { } wait)
            throw new RetryLaterException(wait, $"{partner} asks us to come back in {Words(wait)} ({(int)answer.StatusCode}).");
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            throw new SourceRefusedException($"{partner} refuses our key or token (401): check the secret in the settings.");
        if (answer.StatusCode == HttpStatusCode.Forbidden)
            throw new SourceException($"{partner} does not allow us to read this (403): ask them for the right to read credentials.");
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.BadRequest)
            throw new SourceMissingException($"{partner} does not know what we ask for ({(int)answer.StatusCode}): check the address and the ids in the settings.");
        if ((int)answer.StatusCode is >= 300 and < 400)
            throw new SourceException($"{partner} answers with a redirect ({(int)answer.StatusCode}), which is not followed: set the address it leads to.");
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            throw new RetryLaterException(TimeSpan.FromMinutes(2), $"{partner} says that it is asked too often (429), without a time that can be understood.");
        if (!answer.IsSuccessStatusCode)
            throw new SourceException($"{partner} answers {(int)answer.StatusCode}{(pipeline.Limits.Retries > 0 && (int)answer.StatusCode >= 500 ? $", also after {pipeline.Limits.Retries} more tries" : "")}.");
    }

    /// <summary>Of a whole page: what is too deep for a record costs that record, not its page.</summary>
    private const int MostDepth = 1000;

    private byte[] Checked(HttpResponseMessage answer, byte[] bytes, string[] medias, string what)
    {
        var media = answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "";
        if (!medias.Contains(media))
            throw new SourceException(media == "text/html" ? $"{partner} sent a web page (perhaps its sign-in) where data should be." : $"{partner} sent '{(media.Length > 60 ? media[..60] : media)}' where {what} should be.");
        return Utf8.IsValid(bytes) ? bytes : throw new SourceException($"{partner} sent a page that is not valid UTF-8.");
    }

    private WireAnswer ReadJson(HttpResponseMessage answer, byte[] bytes)
    {
        Checked(answer, bytes, Json, "JSON");
        try
        {
            return new(JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MostDepth }), Convert.ToHexStringLower(SHA256.HashData(bytes)), answer.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
        }
        catch (JsonException)
        {
            throw new SourceException($"{partner} sent a page that ends in the middle or is not JSON.");
        }
    }

    private static string Words(TimeSpan wait) => wait.TotalHours >= 2 ? $"{wait.TotalHours:0} hours" : wait.TotalMinutes >= 2 ? $"{wait.TotalMinutes:0} minutes" : $"{wait.TotalSeconds:0} seconds";

    private static string Sentence(Exception problem) => problem.GetBaseException() switch
    {
        Microsoft.Security.AntiSSRF.AntiSSRFException => "its address is inside a private network, which Partners:InternalNetworks does not list.",
        _ => problem switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name is not known.",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "its certificate is not good.",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection could be made.",
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection ended in the middle of the answer.",
            _ => "the connection failed.",
        },
    };
}
