using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.Ethos;

/// <summary>The JWT that the API key is exchanged for: kept until a minute before it ends.</summary>
internal sealed class EthosToken(EthosOptions options, EthosCalls wire, TimeProvider time) : IDisposable
{
    private const int MostSigns = 16 << 10;
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1);
    private string? _jwt;
    private DateTime _until;

    /// <exception cref="SisException">The sign-in was refused or its answer cannot be read.</exception>
    /// <exception cref="NothingLeftException">Ethos could not be reached.</exception>
    public async Task<string> GetAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_jwt is not null && time.GetUtcNow().UtcDateTime < _until)
                return _jwt;
            await wire.TurnAsync(cancellation);
            var answer = await wire.SendAsync(HttpMethod.Post, "/auth?expirationMinutes=60", null, options.ApiKey, "*/*", cancellation);
            if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                throw new SisException($"Ethos refuses our API key ({(int)answer.Status}): check Sis:Ethos:ApiKey.");
            if (answer.Status != HttpStatusCode.OK)
                throw new SisException($"Ethos answers {(int)answer.Status} to the sign-in.");
            var jwt = answer.Body.Length <= MostSigns ? Encoding.ASCII.GetString(answer.Body).Trim() : "";
            (_until, _jwt) = (EndOf(jwt) - Margin, jwt);
            return jwt;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>It was refused: the next call asks for a new one. Another caller's newer one stays.</summary>
    public void Forget(string jwt) => Interlocked.CompareExchange(ref _jwt, null, jwt);

    public void Dispose() => _gate.Dispose();

    /// <summary>Claim <c>exp</c> (RFC 7519), UTC. Its signature is Ethos' own business: we hand it back to nobody else.</summary>
    private static DateTime EndOf(string jwt)
    {
        try
        {
            if (jwt.Split('.') is [_, var claims, _] && jwt.All(sign => sign is > ' ' and < '\x7f'))
            {
                using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
                return DateTimeOffset.FromUnixTimeSeconds(json.RootElement.GetProperty("exp").GetInt64()).UtcDateTime;
            }
        }
        catch (Exception problem) when (problem is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            // Said below, without the text: it may hold a token.
        }

        throw new SisException("Ethos answered the sign-in with something that is no token with an 'exp': check Sis:Ethos:Address.");
    }
}
