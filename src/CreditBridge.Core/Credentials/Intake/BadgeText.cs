using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>What a credential says of itself, read from its text before anything is verified. A verifier reads it again, and only what it says is believed.</summary>
internal static class BadgeText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <exception cref="FormatException">A sentence that says which part is missing or wrong.</exception>
    public static CredentialClaims ClaimsOf(CredentialFile file)
    {
        try
        {
            using var document = JsonDocument.Parse(file.TextKind == FileKind.Jwt ? PayloadOf(file.Text) : file.Text, Options);
            // The claims keep parts of the document beyond its life.
            var json = document.RootElement.Clone();
            return AssertionReader.IsAssertion(json) ? AssertionReader.Read(json) : CredentialReader.Read(json);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"It is not JSON: {problem.Message}", problem) { Data = { ["reason"] = "json" } };
        }
    }

    /// <summary>The credential inside a signed token: the whole payload, or its <c>vc</c> claim, where registered claims stand in for properties (VC Data Model 1.1, 6.3.1).</summary>
    private static string PayloadOf(string token)
    {
        var part = token.Split('.')[1];
        var text = System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part));
        var payload = JsonNode.Parse(text, documentOptions: Options) as JsonObject ?? throw new FormatException("The token's payload is no JSON object.");
        if (payload["vc"] is not JsonObject inside)
            return text;
        var credential = inside.DeepClone().AsObject();
        void Fill(JsonObject to, string name, JsonNode? value)
        {
            if (value is not null && !to.ContainsKey(name))
                to[name] = value.DeepClone();
        }

        Fill(credential, "issuer", payload["iss"]);
        Fill(credential, "id", payload["jti"]);
        if (!credential.ContainsKey("validFrom"))
            Fill(credential, "issuanceDate", Moment(payload["nbf"]));
        if (!credential.ContainsKey("validUntil"))
            Fill(credential, "expirationDate", Moment(payload["exp"]));
        if (credential["credentialSubject"] is JsonObject subject)
            Fill(subject, "id", payload["sub"]);
        return credential.ToJsonString();
    }

    private static JsonValue? Moment(JsonNode? seconds) => seconds is JsonValue value && value.TryGetValue<double>(out var number) && number is > 0 and < 253_402_300_800
        ? JsonValue.Create(DateTime.UnixEpoch.AddSeconds(Math.Floor(number)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
        : null;
}
