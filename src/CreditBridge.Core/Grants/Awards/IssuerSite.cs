using System.Net;
using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Grants;

/// <summary>The institution as others find it on the web: its address, the name made of it, and where its documents lie.</summary>
public sealed record IssuerSite
{
    private IssuerSite(Uri origin) => Origin = origin;

    public Uri Origin { get; }

    /// <summary><c>did:web:credit.example.edu</c>: what credentials name as their issuer. With another address it is another issuer.</summary>
    public string Did => IssuerDocuments.DidOf(Origin);

    /// <summary>Reached from this machine only, as a demo is: nobody else can verify what it issues.</summary>
    public bool IsLocal => Origin.IsLoopback;

    public string StatusList(int number) => At($"/credentials/status/{number}");

    public string Award(string token) => At($"/awards/{token}");

    public string At(string pathAndQuery) => new Uri(Origin, pathAndQuery).AbsoluteUri;

    /// <exception cref="FormatException">A sentence that says what the setting must be.</exception>
    public static IssuerSite Of(string address)
    {
        const string Asked = "Issuing:PublicAddress is the https address people reach this site at, without a path, such as https://credit.example.edu";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var origin) || origin.Scheme is not ("https" or "http"))
            throw new FormatException($"{Asked}; '{address}' is no web address.");
        if (origin.PathAndQuery != "/" || origin.Fragment.Length > 0 || origin.UserInfo.Length > 0)
            throw new FormatException($"{Asked}; '{address}' has more than a host in it.");
        if (origin.Scheme == "http" && !origin.IsLoopback)
            throw new FormatException($"{Asked}; '{address}' is not encrypted, so anybody on the way could put keys of their own in place of ours.");
        return !origin.IsLoopback && IPAddress.TryParse(origin.DnsSafeHost, out _)
            ? throw new FormatException($"{Asked}; '{address}' is a number, and did:web takes names only.")
            : new IssuerSite(origin);
    }
}
