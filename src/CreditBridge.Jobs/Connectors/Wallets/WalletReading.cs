using System.Security.Cryptography;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Jobs.Connectors.Wire;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.Connectors.Wallets;

/// <summary>Reads connected wallets, at once and then weekly. Each badge goes the way of one that the learner brings by hand: what is not signed, or names somebody else, is not believed.</summary>
public sealed class WalletReading(BridgeDbContext db, PartnerWires wires, WalletVault vault, BadgeAdding adding, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(7);
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<List<Guid>> DueAsync(CancellationToken cancellation)
    {
        var now = Now;
        return await db.WalletConnections.Where(wallet => wallet.EndedAt == null && wallet.DueAt <= now).OrderBy(wallet => wallet.DueAt).Select(wallet => wallet.Id).Take(100).ToListAsync(cancellation);
    }

    public async Task ReadAsync(Guid id, CancellationToken cancellation)
    {
        var now = Now;
        // Whoever moves its time reads it: another sweep no longer finds it.
        if (await db.WalletConnections.Where(wallet => wallet.Id == id && wallet.EndedAt == null && wallet.DueAt <= now).ExecuteUpdateAsync(set => set.SetProperty(wallet => wallet.DueAt, now + Again), cancellation) == 0)
            return;
        var connection = await db.WalletConnections.AsNoTracking().SingleAsync(wallet => wallet.Id == id, cancellation);
        var host = new Uri(connection.Host).Host;
        var (due, problem) = ((DateTime?)(now + Every), (string?)null);
        try
        {
            problem = await TakeAsync(connection, host, cancellation);
        }
        catch (Exception ended) when (ended is SourceRefusedException or CryptographicException)
        {
            (due, problem) = (null, $"{host} no longer lets us in. Disconnect it and connect it again.");
        }
        catch (Exception outage) when (outage is not OperationCanceledException)
        {
            (due, problem) = (now + (outage is RetryLaterException later && later.Wait > Again ? later.Wait : Again), $"{host} could not be read; it is tried again within hours.");
        }

        await ChangeAsync(id, wallet =>
        {
            if (wallet.EndedAt is null)
                (wallet.DueAt, wallet.Problem, wallet.ReadAt) = (due, problem, due == now + Every ? now : wallet.ReadAt);
        }, cancellation);
    }

    /// <returns>What was not taken, in sentences; null: all was.</returns>
    private async Task<string?> TakeAsync(WalletConnection connection, string name, CancellationToken cancellation)
    {
        using var host = new WalletHost(wires, connection.Host);
        var secrets = vault.Open(connection);
        var isFresh = secrets.AccessUntil is { } until && until > Now.AddMinutes(1);
        if (!isFresh)
            secrets = await RefreshAsync(host, connection, secrets, cancellation);
        IReadOnlyCollection<string> badges;
        try
        {
            badges = await host.BadgesAsync(secrets.AccessToken!, cancellation);
        }
        catch (SourceRefusedException) when (isFresh)
        {
            badges = await host.BadgesAsync((await RefreshAsync(host, connection, secrets, cancellation)).AccessToken!, cancellation);
        }

        var learner = await db.Learners.Where(learner => learner.Id == connection.LearnerId).Select(learner => learner.MergedIntoId ?? learner.Id).SingleAsync(cancellation);
        var refused = new List<string>();
        foreach (var badge in badges)
        {
            // A link in a wallet would lead us elsewhere.
            var answers = badge.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? [] : await adding.AddAsync(learner, System.Text.Encoding.UTF8.GetBytes(badge), $"wallet {name}", Actor.Night, cancellation);
            refused.AddRange(answers.OfType<BadgeAnswer.Refused>().Select(answer => answer.Title.Length > 0 ? $"{answer.Title}: {answer.Sentence}" : answer.Sentence));
        }

        return refused.Count == 0 ? null : $"{refused.Count} of {badges.Count} badges were not taken. {string.Join(' ', refused.Distinct().Take(5))}";
    }

    private async Task<WalletSecrets> RefreshAsync(WalletHost host, WalletConnection connection, WalletSecrets secrets, CancellationToken cancellation)
    {
        if (secrets.RefreshToken is null)
            throw new SourceRefusedException("Its token has ended.");
        try
        {
            secrets = await host.TokenAsync(new(secrets.RefreshAddress), secrets, connection.ClientId, new() { ["grant_type"] = "refresh_token", ["refresh_token"] = secrets.RefreshToken }, Now, cancellation);
        }
        catch (SourceMissingException invalid)
        {
            // 400 is how a token endpoint says that the grant has ended (RFC 6749, 5.2).
            throw new SourceRefusedException(invalid.Message);
        }

        // At once: the old refresh token may be used up.
        await ChangeAsync(connection.Id, wallet => wallet.Secrets = wallet.EndedAt is null ? vault.Close(secrets) : "", cancellation);
        return secrets;
    }

    private Task ChangeAsync(Guid id, Action<WalletConnection> change, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        change(await db.WalletConnections.AsTracking().SingleAsync(wallet => wallet.Id == id, cancellation));
    }, cancellation);
}
