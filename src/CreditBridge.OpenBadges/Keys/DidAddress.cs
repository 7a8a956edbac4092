namespace CreditBridge.OpenBadges;

/// <summary>Where the document of a <c>did:web</c> lies (W3C CCG did:web, 'Read').</summary>
internal static class DidAddress
{
    /// <exception cref="FormatException">It is no did:web that has an address.</exception>
    public static Uri OfWeb(string did)
    {
        var parts = did["did:web:".Length..].Split(':');
        var host = Uri.UnescapeDataString(parts[0]);
        if (host.Length == 0 || host.AsSpan().IndexOfAny("/?#@\\") >= 0 || parts.Any(part => part.Length == 0 || Uri.UnescapeDataString(part).AsSpan().IndexOfAny("/?#\\") >= 0 || Uri.UnescapeDataString(part) is "." or ".."))
            throw new FormatException($"'{did}' is no did:web.");
        var path = parts.Length == 1 ? ".well-known" : string.Join('/', parts[1..]);
        return Uri.TryCreate($"https://{host}/{path}/did.json", UriKind.Absolute, out var address) ? address : throw new FormatException($"'{did}' is no did:web.");
    }
}
