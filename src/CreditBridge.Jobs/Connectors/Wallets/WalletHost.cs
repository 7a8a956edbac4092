using CreditBridge.Jobs.Connectors.Wire;

namespace CreditBridge.Jobs.Connectors.Wallets;

/// <summary>
/// The host of a learner's wallet: Open Badges 3.0 API, discovered, registered with by itself (RFC 7591), asked for tokens by code and PKCE. Its addresses came from outside: they go through the guarded
/// client, over https only.
/// </summary>
internal sealed class WalletHost(PartnerWires wires, string address) : IDisposable
{
    public const string Scope = "https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly";

    private const int PageSize = 50;
    private const int MostBadges = 200;

    /// <summary>A longer one could not be added by hand either.</summary>
    private const int MostOfOne = 1 << 20;
    private const int MostCharacters = 20 << 20;

    private static readonly string[] Grants = ["authorization_code", "refresh_token"];
    private static readonly string[] Responses = ["code"];

    /// <summary>The specification says compactJwsString, its sample compactJwsStrings.</summary>
    private static readonly string[] Lists = ["credential", "compactJwsString", "compactJwsStrings"];

    private readonly PartnerPipeline _pipeline = new(new(AttemptSeconds: 10, TotalSeconds: 30, Retries: 1, Calls: 300, PerSeconds: 60));

    private PartnerWire Wire => field ??= wires.For(new Uri(address).Host, _pipeline);

    /// <summary>Where the learner agrees, where tokens are had, and where we register.</summary>
    public async Task<(Uri Authorization, Uri Token, Uri Refresh, Uri Registration)> DiscoverAsync(CancellationToken cancellation)
    {
        var answer = await Wire.GetAsync(At("discovery"), cancellation);
        string? Said(params ReadOnlySpan<string> path) => answer.Root.Text(["components", "securitySchemes", "OAuth2ACG", .. path]);
        var token = Address(Said("flows", "authorizationCode", "tokenUrl"));
        return (Address(Said("flows", "authorizationCode", "authorizationUrl")), token, Said("flows", "authorizationCode", "refreshUrl") is { } refresh ? Address(refresh) : token, Address(Said("x-imssf-registrationUrl")));
    }

    public async Task<(string Id, string? Secret)> RegisterAsync(Uri registration, string name, string home, string back, CancellationToken cancellation)
    {
        var answer = await Wire.PostAsync(registration, new Dictionary<string, object>
        {
            ["client_name"] = name,
            ["client_uri"] = home,
            ["redirect_uris"] = new[] { back },
            ["grant_types"] = Grants,
            ["response_types"] = Responses,
            ["token_endpoint_auth_method"] = "client_secret_basic",
            ["scope"] = $"{Scope} offline_access",
            ["software_id"] = "creditbridge",
        }, cancellation);
        return answer.Root.Text("client_id") is { Length: <= 400 } id ? (id, answer.Root.Text("client_secret")) : throw new SourceException("It gave no client id.");
    }

    /// <param name="form">The grant and what belongs to it.</param>
    public async Task<WalletSecrets> TokenAsync(Uri endpoint, WalletSecrets secrets, string clientId, Dictionary<string, string> form, DateTime now, CancellationToken cancellation)
    {
        form["client_id"] = clientId;
        var answer = await Wire.PostFormAsync(endpoint, form, cancellation, secrets.ClientSecret is { } secret ? Tokens.Basic(clientId, secret) : null);
        return secrets with
        {
            Verifier = null,
            AccessToken = answer.Root.Text("access_token") ?? throw new SourceException("It gave no token."),
            AccessUntil = now.AddSeconds(answer.Root.Number("expires_in") is { } seconds and > 0 and < 1_000_000_000 ? seconds : 300),
            // A host that gives no new one lets the old one stand.
            RefreshToken = answer.Root.Text("refresh_token") ?? secrets.RefreshToken,
        };
    }

    /// <summary>The texts of the wallet's credentials, none twice.</summary>
    public async Task<IReadOnlyCollection<string>> BadgesAsync(string token, CancellationToken cancellation)
    {
        Wire.Authorize(new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token));
        var (texts, seen, characters) = (new HashSet<string>(StringComparer.Ordinal), 0, 0L);
        while (texts.Count < MostBadges && characters < MostCharacters)
        {
            var answer = await Wire.GetAsync(At($"credentials?limit={PageSize}&offset={seen}"), cancellation);
            var page = Lists.SelectMany(name => answer.Root.Items(name)).Select(item => item.Whole()).ToList();
            var before = texts.Count;
            texts.UnionWith(page.Where(text => text.Length <= MostOfOne).Take(MostBadges - texts.Count));
            characters = texts.Sum(text => (long)text.Length);
            seen += page.Count;
            // A page with nothing new is the end, or a circle.
            if (texts.Count == before)
                break;
        }

        return texts;
    }

    public void Dispose() => _pipeline.Dispose();

    /// <summary>On this machine only for a host that is on it: a double.</summary>
    private Uri Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var found) && (found.Scheme == Uri.UriSchemeHttps || (found.Scheme == Uri.UriSchemeHttp && found.IsLoopback && new Uri(address).IsLoopback)) && found.UserInfo.Length == 0
        ? found : throw new SourceException("It does not say how to sign in to it and how to register, as Open Badges 3.0 asks of it.");

    private Uri At(string path) => new($"{address}/ims/ob/v3p0/{path}");
}
