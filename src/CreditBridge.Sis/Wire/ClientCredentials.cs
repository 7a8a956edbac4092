using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace CreditBridge.Sis.Wire;

/// <summary>A token for a client's id and secret (OAuth2, RFC 6749 section 4.4), kept until a little before it ends.</summary>
internal sealed class ClientCredentials(SisWire wire, Uri address, string clientId, string secret, TimeProvider time)
{
    private string? _token;
    private DateTimeOffset _until;

    public void Forget() => _token = null;

    /// <exception cref="SisException">None is given.</exception>
    public async Task<AuthenticationHeaderValue> TokenAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_token is { } kept && now < _until)
            return new("Bearer", kept);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(clientId)}:{Uri.EscapeDataString(secret)}")));
        var answer = await wire.SendAsync(request, cancellation);
        if (answer.Status != HttpStatusCode.OK)
            throw answer.IsRefusal ? new SisException($"{answer.System} gives no token ({(int)answer.Status}): check the client's id and secret in the settings.") : answer.Unexpected();
        using var json = answer.Json();
        var token = json.RootElement.Text("access_token");
        // What is no header value must not become an exception that repeats it.
        if (token is null || token.Length > 16_384 || token.Any(letter => letter is <= ' ' or > '~'))
            throw new SisException($"{answer.System} sent a token answer without a usable access_token.");
        var life = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("expires_in", out var seconds) && seconds.ValueKind == JsonValueKind.Number && seconds.TryGetInt32(out var said) && said > 0 ? Math.Min(said, 86_400) : 300;
        (_token, _until) = (token, now + TimeSpan.FromSeconds(life - Math.Min(60, life / 10)));
        return new("Bearer", token);
    }
}
