using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.RateLimiting;

namespace CreditBridge.Sis.Ethos;

/// <summary>One call to Ethos: within the budget, at most eight MiB back, never repeated and never redirected (the client's handler must not either).</summary>
internal sealed class EthosWire(EthosOptions options, HttpClient client) : IDisposable
{
    private const int MostBytes = 8 << 20;

    private readonly string _address = options.Address.TrimEnd('/');

    private readonly TokenBucketRateLimiter _budget = new(new()
    {
        TokenLimit = options.CallsPerSecond,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1) / options.CallsPerSecond,
        QueueLimit = int.MaxValue,
    });

    /// <summary>Waits until the budget allows a call.</summary>
    public async Task TurnAsync(CancellationToken cancellation)
    {
        using var lease = await _budget.AcquireAsync(1, cancellation);
    }

    /// <param name="body">Sent as JSON; null: an empty body.</param>
    /// <exception cref="NoConnectionException">Nothing left.</exception>
    /// <exception cref="TimeoutException">The answer did not come in time; what was sent may have been taken.</exception>
    /// <exception cref="EthosException">The connection broke, or the answer was too long.</exception>
    public async Task<EthosAnswer> SendAsync(HttpMethod method, string path, object? body, string bearer, string accept, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, _address + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.UserAgent.ParseAdd("CreditBridge");
        if (method == HttpMethod.Post)
            request.Content = new ByteArrayContent(body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = body is null ? null : new(accept) } };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(options.AnswerSeconds));
        try
        {
            using var answer = await ConnectAsync(request, patience.Token);
            await answer.Content.LoadIntoBufferAsync(MostBytes, patience.Token);
            var media = answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "";
            return new(answer.StatusCode, media, await answer.Content.ReadAsByteArrayAsync(patience.Token), Number(answer, "x-total-count"), Number(answer, "x-max-page-size"), [bearer, options.ApiKey]);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"Ethos did not answer in {options.AnswerSeconds:0.###} seconds."));
        }
        catch (HttpRequestException tooLong) when (tooLong.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new EthosException($"Ethos sent more than {MostBytes >> 20} MiB in one answer: it was not read.");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new EthosException("The connection to Ethos broke before the whole answer was there.", broken);
        }
    }

    public void Dispose() => _budget.Dispose();

    /// <summary>Tells what certainly never left from what may have arrived.</summary>
    private async Task<HttpResponseMessage> ConnectAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError)
        {
            throw new NoConnectionException(problem.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "Ethos could not be reached: the name in Sis:Ethos:Address is not known.",
                HttpRequestError.SecureConnectionError => "Ethos could not be reached: its certificate is not good.",
                _ => "Ethos could not be reached: no connection could be made.",
            });
        }
    }

    private static int? Number(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
