using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>
/// A canonical form signs meanings, not spellings: a property renamed to its full address, or tucked into <c>@nest</c>, keeps the signature good while whoever reads the
/// JSON no longer sees it (an expiry date, a status). So a document is only judged when every property is written as a plain term and every context by its
/// address (VC Data Integrity 1.0, 'Context Injection').
/// </summary>
internal static class PlainTerms
{
    /// <summary>Where the properties live that a reader of credentials looks for.</summary>
    private static readonly string[] Vocabularies =
        ["https://www.w3.org/", "http://www.w3.org/", "https://w3id.org/", "https://purl.imsglobal.org/", "https://schema.org/", "http://schema.org/", "https://purl.org/", "http://purl.org/"];

    /// <summary>What decides whether a credential counts: these are looked for on the credential itself.</summary>
    private static readonly string[] Envelope =
        ["issuer", "validFrom", "validUntil", "issuanceDate", "expirationDate", "issued", "credentialSubject", "credentialStatus", "refreshService", "proof"];

    /// <returns>Reason and sentence when something is not plain; else null.</returns>
    public static (string Reason, string Sentence)? Problem(JsonElement credential) => Spelling(credential)
        ?? (credential.Text("id") is { } id && HasPart(credential, id, isRoot: true)
            ? (Reasons.TermNotCompact, "A part of it stands elsewhere under the credential's own id, which JSON-LD reads as one: a reader could overlook what the signature covers.")
            : null);

    /// <summary>Two nodes of one id are one node: an expiry date can be moved into an evidence that bears the credential's id.</summary>
    private static bool HasPart(JsonElement element, string id, bool isRoot = false) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Any(item => HasPart(item, id)),
        JsonValueKind.Object => (!isRoot && element.Text("id") == id && Array.Exists(Envelope, name => element.TryGetProperty(name, out _))) || element.EnumerateObject().Any(member => HasPart(member.Value, id)),
        _ => false,
    };

    private static (string Reason, string Sentence)? Spelling(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            return element.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Array)
                ? (Reasons.TermNotCompact, "It has a list inside a list, which JSON-LD reads as one: a reader could overlook what the signature covers.")
                : element.EnumerateArray().Select(Spelling).FirstOrDefault(problem => problem is not null);
        }

        if (element.ValueKind != JsonValueKind.Object)
            return null;
        var isValue = element.TryGetProperty("@value", out _);
        foreach (var member in element.EnumerateObject())
        {
            if (member.Name == "@context")
            {
                if (element.Items("@context").Any(context => context.ValueKind != JsonValueKind.String))
                    return (Reasons.UnsupportedContext, "It brings a vocabulary of its own instead of naming a published one, so its words may mean anything.");
                continue;
            }

            if (!(isValue ? member.Name is "@value" or "@language" or "@type" or "@direction" : !member.Name.StartsWith('@') && !member.Name.Contains(':', StringComparison.Ordinal)))
            {
                return (IsForeign(member.Name) ? Reasons.ForeignTerm : Reasons.TermNotCompact,
                    $"It writes a property as '{Shortened.Of(member.Name)}' instead of by its plain name, so a reader could overlook what the signature covers.");
            }

            if (Spelling(member.Value) is { } inside)
                return inside;
        }

        return null;
    }

    /// <summary>An address of somebody's own vocabulary: an extension that is honestly unknown, not a known property in disguise.</summary>
    private static bool IsForeign(string name) => (name.StartsWith("https://", StringComparison.Ordinal) || name.StartsWith("http://", StringComparison.Ordinal))
        && !Array.Exists(Vocabularies, vocabulary => name.StartsWith(vocabulary, StringComparison.Ordinal));
}
