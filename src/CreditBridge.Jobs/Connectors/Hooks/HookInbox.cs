using System.Security.Cryptography;
using System.Text.Json;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.Connectors.Hooks;

/// <summary>Takes a partner's webhook: one row, and nothing else is done before it is answered.</summary>
public sealed class HookInbox(BridgeDbContext db, PartnerAccounts accounts, TimeProvider time)
{
    public const int MostBytes = 256 << 10;

    /// <summary>What is checked where there is no such partner, so that the answer takes as long.</summary>
    private static readonly string Nobody = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    /// <param name="signature">The header, if it is signed.</param>
    /// <param name="key">Else the key of its address.</param>
    /// <returns>False: no such partner, or not its own. Which of them is not said.</returns>
    public async Task<bool> TakeAsync(string code, byte[] body, string? signature, string? key, CancellationToken cancellation)
    {
        var partner = await db.Partners.AsNoTracking().Where(partner => partner.Code == code).Select(partner => new { partner.Id, partner.HookSecret }).SingleOrDefaultAsync(cancellation);
        var secret = partner?.HookSecret is { } kept ? Open(kept) : null;
        var now = time.GetUtcNow();
        var isOwn = signature is not null ? HookSignature.IsOf(secret ?? Nobody, signature, body, now) : key is not null && HookSignature.IsKey(secret ?? Nobody, key);
        if (!isOwn || partner is null || secret is null)
            return false;
        await KeepAsync(new HookDelivery { PartnerId = partner.Id, EventId = EventOf(body), ReceivedAt = now.UtcDateTime, DueAt = now.UtcDateTime }, cancellation);
        return true;
    }

    private async Task KeepAsync(HookDelivery delivery, CancellationToken cancellation)
    {
        db.HookDeliveries.Add(delivery);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // One that comes again, perhaps in the same moment, is kept already.
            db.ChangeTracker.Clear();
            if (!await db.HookDeliveries.AnyAsync(other => other.PartnerId == delivery.PartnerId && other.EventId == delivery.EventId, cancellation))
                throw;
        }
    }

    /// <summary>A secret of other keys than this machine's opens nothing: the partner's page says that it must be made anew.</summary>
    private string? Open(string kept)
    {
        try
        {
            return accounts.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string EventOf(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id", out var id)
                && (id.ValueKind == JsonValueKind.String ? id.GetString() : id.ValueKind == JsonValueKind.Number ? id.GetRawText() : null) is { Length: > 0 and <= 200 } text && !text.Any(char.IsControl))
                return text;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // It is known by what it says, then.
        }

        return Convert.ToHexStringLower(SHA256.HashData(body));
    }
}
