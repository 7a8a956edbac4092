using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.RateLimiting;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.Ethos;

/// <summary>One call to Ethos, within the budget of calls a second.</summary>
internal sealed class EthosCalls(EthosOptions options, HttpClient client, SisTalk? talk = null) : IDisposable
{
    private readonly string _address = options.Address.TrimEnd('/');
    private readonly SisWire _wire = new(client, "Ethos", talk, patience: TimeSpan.FromSeconds(options.AnswerSeconds));

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
    /// <param name="about">The posting that it is about, where that is to be remembered.</param>
    /// <inheritdoc cref="SisWire.SendAsync"/>
    public async Task<SisAnswer> SendAsync(HttpMethod method, string path, object? body, string bearer, string accept, CancellationToken cancellation, CreditPosting? about = null)
    {
        using var request = new HttpRequestMessage(method, _address + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Accept.ParseAdd(accept);
        if (about is not null)
            SisTalk.About(request, about);
        if (method == HttpMethod.Post)
            request.Content = new ByteArrayContent(body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = body is null ? null : new(accept) } };
        return await _wire.SendAsync(request, cancellation) with { Secrets = [bearer, options.ApiKey] };
    }

    public void Dispose() => _budget.Dispose();
}
