using System.Net.Http.Headers;
using System.Text;

namespace CreditBridge.Jobs.Connectors.Wire;

/// <summary>The ways partners give tokens (RFC 6749).</summary>
internal static class Tokens
{
    public static AuthenticationHeaderValue Basic(string user, string password) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <summary>Tokens of an OAuth token endpoint, asked for as they end.</summary>
    /// <param name="client">Where the client says who it is in a header; null: in the form.</param>
    public static void AuthorizeByOAuth(this PartnerWire wire, Uri endpoint, IReadOnlyDictionary<string, string> form, AuthenticationHeaderValue? client = null, string scheme = "Bearer") =>
        wire.Authorize(async cancellation =>
        {
            var answer = await wire.PostFormAsync(endpoint, form, cancellation, client);
            var token = answer.Root.Text("access_token") ?? throw new SourceException("The partner gave no token where it should.");
            return (new AuthenticationHeaderValue(scheme, token), answer.Root.Number("expires_in") is { } seconds and > 0 and < 1_000_000_000 ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromMinutes(5));
        });
}
