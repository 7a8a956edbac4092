using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Access;

/// <summary>Other systems that may use the API: makes them, takes their keys away, and knows one by its key.</summary>
public sealed class ProgramListing(BridgeDbContext db, TimeProvider time)
{
    public const string KeyPrefix = "cb_";

    /// <returns>The program, and its secret, which is nowhere else.</returns>
    /// <exception cref="IllegalMoveException">It has no name, or a scope that there is not.</exception>
    public Task<(ApiClient Client, string Secret)> AddAsync(string name, IReadOnlyList<string> scopes, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ManagePrograms);
        if (string.IsNullOrWhiteSpace(name))
            throw new IllegalMoveException("Write which system it is.");
        if (scopes.Count == 0 || scopes.Any(scope => !ApiScopes.All.ContainsKey(scope)))
            throw new IllegalMoveException("Choose at least one thing that it may do.");
        return db.TransactAsync(() =>
        {
            db.ChangeTracker.Clear();
            var (secret, now) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), time.GetUtcNow().UtcDateTime);
            var client = new ApiClient { Name = name.Trim(), ClientId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), SecretHash = Hash(secret), Scopes = [.. scopes.Distinct().Order(StringComparer.Ordinal)], MadeBy = actor.Name, MadeAt = now };
            db.ApiClients.Add(client);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Program added", nameof(ApiClient), client.Id, null, $"{client.Name}: {string.Join(' ', client.Scopes)}"));
            return Task.FromResult((client, secret));
        }, cancellation);
    }

    /// <exception cref="IllegalMoveException">There is no such program.</exception>
    public Task RevokeAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ManagePrograms);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var client = await db.ApiClients.AsTracking().SingleOrDefaultAsync(client => client.Id == id, cancellation) ?? throw new IllegalMoveException("There is no such program.");
            if (client.RevokedAt is not null)
                return;
            var now = time.GetUtcNow().UtcDateTime;
            client.Revoke(now);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Program revoked", nameof(ApiClient), client.Id, client.Name, null));
        }, cancellation);
    }

    /// <summary>Null for an unknown or revoked program, and for a wrong secret.</summary>
    public async Task<ApiClient?> KnowAsync(string clientId, string secret, CancellationToken cancellation)
    {
        var client = await KnowAsync(clientId, cancellation);
        // The same comparison for an unknown program: how long it takes tells nothing.
        var isRight = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(client?.SecretHash ?? Hash("")), Encoding.ASCII.GetBytes(Hash(secret)));
        return isRight ? client : null;
    }

    public Task<ApiClient?> KnowAsync(string clientId, CancellationToken cancellation) => db.ApiClients.AsNoTracking().SingleOrDefaultAsync(client => client.ClientId == clientId && client.RevokedAt == null, cancellation);

    /// <summary>Notes that it was used, at most once a minute: reading alone should not write.</summary>
    public async Task UsedAsync(ApiClient client, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (client.LastUsedAt is not { } last || now - last >= TimeSpan.FromMinutes(1))
            await db.ApiClients.Where(row => row.Id == client.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancellation);
    }

    private static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
