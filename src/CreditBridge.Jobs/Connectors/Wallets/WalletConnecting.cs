using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Jobs.Connectors.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Connectors.Wallets;

/// <summary>Connects a learner's wallet (OAuth 2.0 authorization code with PKCE), and ends it. What comes back must come back into the session that asked, once, within a quarter of an hour.</summary>
public sealed partial class WalletConnecting(BridgeDbContext db, PartnerWires wires, WalletVault vault, IssuerSite site, TimeProvider time, ILogger<WalletConnecting> log)
{
    public const string Back = "/my-badges/connect/back";

    private const int MostWallets = 5;

    private static readonly TimeSpan Asked = TimeSpan.FromMinutes(15);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>Where the learner agrees.</returns>
    /// <exception cref="IllegalMoveException">A sentence that says why it cannot be connected.</exception>
    public async Task<Uri> BeginAsync(Guid learnerId, Guid sessionId, string address, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.AddOwnBadges);
        var host = HostOf(address);
        if (await db.WalletConnections.CountAsync(wallet => wallet.LearnerId == learnerId && wallet.ConnectedAt != null && wallet.EndedAt == null, cancellation) >= MostWallets)
            throw new IllegalMoveException($"At most {MostWallets} wallets can be connected: disconnect one first.");
        var name = await db.Institutions.Select(institution => institution.Name).SingleAsync(cancellation);
        var (state, verifier) = (Random(), Random());
        using var wallet = new WalletHost(wires, host);
        var (authorization, token, refresh, client) = await AskAsync(host, async () =>
        {
            var found = await wallet.DiscoverAsync(cancellation);
            return (found.Authorization, found.Token, found.Refresh, await wallet.RegisterAsync(found.Registration, name, site.At("/"), site.At(Back), cancellation));
        });
        await db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await db.WalletConnections.Where(other => other.LearnerId == learnerId && other.ConnectedAt == null).ExecuteDeleteAsync(cancellation);
            db.WalletConnections.Add(new WalletConnection
            {
                LearnerId = learnerId,
                Host = host,
                ClientId = client.Id,
                Secrets = vault.Close(new(token.AbsoluteUri, refresh.AbsoluteUri, client.Secret, verifier)),
                AskedSha256 = StateHash(state, sessionId),
                AskedAt = Now,
            });
        }, cancellation);
        var query = new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = client.Id,
            ["redirect_uri"] = site.At(Back),
            ["scope"] = $"{WalletHost.Scope} offline_access",
            ["state"] = state,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        };
        return new($"{authorization.AbsoluteUri}{(authorization.Query.Length == 0 ? "?" : "&")}{string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))}");
    }

    /// <param name="code">Null: the host did not let us in.</param>
    /// <returns>The wallet's host.</returns>
    /// <exception cref="IllegalMoveException">It was not begun by this learner in this session, came before, came late, or the host refuses.</exception>
    public async Task<string> FinishAsync(Guid learnerId, Guid sessionId, string? state, string? code, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.AddOwnBadges);
        var hash = StateHash(state ?? "", sessionId);
        // Whatever comes of it, a state is worth something once.
        var asked = await db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var found = await db.WalletConnections.AsTracking().SingleOrDefaultAsync(wallet => wallet.AskedSha256 == hash && wallet.LearnerId == learnerId && wallet.EndedAt == null, cancellation)
                ?? throw new IllegalMoveException("This was not begun here, or has been used already: begin again.");
            found.AskedSha256 = null;
            return found;
        }, cancellation);
        if (code is null || asked.AskedAt + Asked < Now)
            throw await GiveUpAsync(asked.Id, code is null ? $"{new Uri(asked.Host).Host} did not let us in: nothing was connected." : "That took too long: begin again.", cancellation);
        using var host = new WalletHost(wires, asked.Host);
        var secrets = vault.Open(asked);
        try
        {
            secrets = await host.TokenAsync(new(secrets.TokenAddress), secrets, asked.ClientId, new()
            {
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["redirect_uri"] = site.At(Back),
                ["code_verifier"] = secrets.Verifier!,
            }, Now, cancellation);
        }
        catch (SourceException refused)
        {
            LogRefused(log, asked.Id, refused.GetType().Name);
            throw await GiveUpAsync(asked.Id, $"{new Uri(asked.Host).Host} did not let us in: nothing was connected. Begin again.", cancellation);
        }

        await ChangeAsync(asked.Id, wallet =>
        {
            (wallet.ConnectedAt, wallet.DueAt, wallet.Secrets) = (Now, Now, vault.Close(secrets));
            db.AuditEntries.Add(AuditEntry.Of(actor, Now, "Wallet connected", nameof(WalletConnection), wallet.Id, null, wallet.Host));
        }, cancellation);
        return new Uri(asked.Host).Host;
    }

    /// <summary>Nothing more is read from it, and its keys are forgotten. What it brought stays.</summary>
    /// <exception cref="IllegalMoveException">It has ended.</exception>
    public Task EndAsync(Guid learnerId, Guid walletId, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.AddOwnBadges);
        return ChangeAsync(walletId, wallet =>
        {
            if (wallet.LearnerId != learnerId || wallet.EndedAt is not null)
                throw new IllegalMoveException("This wallet is not connected.");
            (wallet.EndedAt, wallet.DueAt, wallet.Secrets, wallet.Problem) = (Now, null, "", null);
            db.AuditEntries.Add(AuditEntry.Of(actor, Now, "Wallet disconnected", nameof(WalletConnection), wallet.Id, wallet.Host, null));
        }, cancellation);
    }

    private static async Task<T> AskAsync<T>(string host, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (SourceException problem)
        {
            throw new IllegalMoveException($"{new Uri(host).Host} cannot be connected. {problem.Message}");
        }
    }

    private async Task<IllegalMoveException> GiveUpAsync(Guid id, string why, CancellationToken cancellation)
    {
        await ChangeAsync(id, wallet => (wallet.EndedAt, wallet.Secrets) = (Now, ""), cancellation);
        return new(why);
    }

    private Task ChangeAsync(Guid id, Action<WalletConnection> change, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        change(await db.WalletConnections.AsTracking().SingleAsync(wallet => wallet.Id == id, cancellation));
    }, cancellation);

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Bound to the session: in another one, or with another learner, the same text is worth nothing.</summary>
    private static string StateHash(string state, Guid sessionId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sessionId:N}:{state}")));

    private static string HostOf(string address) =>
        Uri.TryCreate(address.Trim(), UriKind.Absolute, out var host) && (host.Scheme == Uri.UriSchemeHttps || (host.Scheme == Uri.UriSchemeHttp && host.IsLoopback)) && host.UserInfo.Length == 0 && host.AbsoluteUri.Length <= 400
            ? host.GetLeftPart(UriPartial.Path).TrimEnd('/')
            : throw new IllegalMoveException("Write the address of your wallet as it begins in your browser, with https:// in front.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The wallet {Wallet} was not connected: {Problem}")]
    private static partial void LogRefused(ILogger log, Guid wallet, string problem);
}
