using System.Net.Http.Headers;

namespace CreditBridge.Sis.Wire;

/// <summary>Sends one request to a student system, once: the answer is bounded in time and size, whatever comes.</summary>
/// <param name="talk">Hears what is said about a posting.</param>
/// <param name="patience">How long an answer may take; null: as long as the client waits.</param>
internal sealed class SisWire(HttpClient client, string system, SisTalk? talk = null, TimeSpan? patience = null)
{
    public const int MostBytes = 8 << 20;

    private readonly TimeSpan _patience = patience ?? client.Timeout;

    /// <exception cref="NothingLeftException">No connection could be made.</exception>
    /// <exception cref="SisException">It may have arrived, but no whole answer came.</exception>
    public Task<SisAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        talk is null ? SendOnceAsync(request, cancellation) : talk.ListenAsync(request, () => SendOnceAsync(request, cancellation));

    private async Task<SisAnswer> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("CreditBridge", null));
        // The client's own limit ends with the headers; a body that trickles is left like an answer that does not come.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_patience);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            await response.Content.LoadIntoBufferAsync(MostBytes, limit.Token);
            return new(system, response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", await response.Content.ReadAsByteArrayAsync(cancellation)) { Headers = response.Headers };
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new SisException($"{system} did not answer in {_patience.TotalSeconds:0.#} seconds.", late);
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new SisException($"{system} sent more than {MostBytes >> 20} MB: it was not read.", problem);
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError)
        {
            throw new NothingLeftException($"{system} could not be reached: {problem.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "its name is not known.",
                HttpRequestError.SecureConnectionError => "its certificate is not good.",
                _ => "no connection could be made.",
            }}", problem);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            throw new SisException($"The connection to {system} ended before its answer was whole.", problem);
        }
    }
}
