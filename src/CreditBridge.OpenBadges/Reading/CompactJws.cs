using System.Text;
using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>A compact JWS (RFC 7515, section 7.1), taken apart; nothing in it is believed yet.</summary>
internal sealed class CompactJws
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private CompactJws(string text, int first, int second)
    {
        Header = Json(text[..first]);
        Payload = Json(text[(first + 1)..second]);
        Signature = Base64Text.Decode(text[(second + 1)..]);
        SigningInput = Encoding.ASCII.GetBytes(text[..second]);
    }

    public JsonElement Header { get; }
    public JsonElement Payload { get; }
    public byte[] Signature { get; }
    public byte[] SigningInput { get; }
    public string Algorithm => Header.Text("alg") ?? "";

    public static bool Looks(string text) => text.Count(character => character == '.') == 2
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.') && text.StartsWith("ey", StringComparison.Ordinal);

    /// <exception cref="FormatException">A sentence that says what is wrong with it.</exception>
    public static CompactJws Read(string text)
    {
        if (!Looks(text))
            throw new FormatException("It is no compact signed token.");
        var first = text.IndexOf('.', StringComparison.Ordinal);
        return new CompactJws(text, first, text.IndexOf('.', first + 1));
    }

    private static JsonElement Json(string part)
    {
        try
        {
            var json = StrictJson.Parse(Strict.GetString(Base64Text.Decode(part)));
            return json.ValueKind == JsonValueKind.Object ? json : throw new FormatException("A part of the token is no JSON object.");
        }
        catch (DecoderFallbackException problem)
        {
            throw new FormatException("A part of the token is not UTF-8.", problem);
        }
    }
}
