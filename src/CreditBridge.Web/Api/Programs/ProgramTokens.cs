using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace CreditBridge.Web.Api.Programs;

/// <summary>Short-lived tokens for programs, sealed with the site's own keys: nothing is kept of them.</summary>
internal sealed class ProgramTokens(IDataProtectionProvider protection, TimeProvider time)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private readonly IDataProtector _protector = protection.CreateProtector("CreditBridge.ProgramTokens.v1");

    public string Make(string clientId, IReadOnlyList<string> scopes) => _protector.Protect(JsonSerializer.Serialize(new Token(clientId, scopes, time.GetUtcNow().UtcDateTime + Life)));

    /// <summary>Null when it is forged, or its time is over.</summary>
    public Token? Read(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<Token>(_protector.Unprotect(token)) is { } read && time.GetUtcNow().UtcDateTime < read.EndsAt ? read : null;
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    internal sealed record Token(string ClientId, IReadOnlyList<string> Scopes, DateTime EndsAt);
}
