using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Unicode;

namespace CreditBridge.Sis.Wire;

/// <summary>An answer that came whole. Its body is never part of a message.</summary>
internal sealed record SisAnswer(string System, HttpStatusCode Status, string Media, byte[] Body)
{
    public HttpResponseHeaders? Headers { get; init; }

    /// <summary>What was sent with the call: an error body may repeat it.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Whether the system refuses who we are, so that nothing was done.</summary>
    public bool IsSignInRefused => Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    /// <summary>Whether it says of itself that it refused the request.</summary>
    public bool IsRefusal => (int)Status is >= 400 and < 500 && Status != HttpStatusCode.RequestTimeout;

    /// <exception cref="SisException">It is none.</exception>
    public JsonDocument Json()
    {
        if (!Media.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            throw Unreadable("JSON");
        try
        {
            return Utf8.IsValid(Body) ? JsonDocument.Parse(Body) : throw new SisException($"{System} sent an answer that is not valid UTF-8.");
        }
        catch (JsonException broken)
        {
            throw new SisException($"{System} sent an answer that ends in the middle or is not JSON.", broken);
        }
    }

    /// <returns>Null where the header is absent or no whole number.</returns>
    public int? Number(string header) =>
        Headers?.TryGetValues(header, out var values) == true && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public SisException Unreadable(string expected) => new(Media.Equals("text/html", StringComparison.OrdinalIgnoreCase)
        ? $"{System} sent a web page (perhaps its sign-in) where {expected} should be ({(int)Status})."
        : $"{System} sent '{Words.Of(Media, "nothing", 60)}' where {expected} should be ({(int)Status}).");

    /// <summary>Any other status than the one that was hoped for, as what is not known.</summary>
    public SisException Unexpected() => new((int)Status is >= 300 and < 400
        ? $"{System} answers with a redirect ({(int)Status}), which is not followed: set the address it leads to."
        : IsSignInRefused ? $"{System} refuses our user or key ({(int)Status}): check the secret in the settings, and what it may do there."
        : $"{System} answers {(int)Status}.");
}
