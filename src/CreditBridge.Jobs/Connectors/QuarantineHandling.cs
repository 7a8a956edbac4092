using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.Connectors;

/// <summary>Replays a quarantined record as it was read, or sets it aside with a reason.</summary>
public sealed class QuarantineHandling(BridgeDbContext db, CredentialIntake intake, PartnerAccounts accounts, TimeProvider time)
{
    /// <returns>Null when it was taken; else the sentence why it still cannot be.</returns>
    /// <exception cref="IllegalMoveException">It is no longer waiting.</exception>
    public async Task<string?> ReplayAsync(Guid recordId, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.HandleQuarantine);
        var record = await WaitingAsync(recordId, cancellation);
        if (record.Payload.Length == 0)
            return "The record itself is no longer kept, as the partner's agreement asks: have it sent again.";
        var partner = await db.Partners.AsNoTracking().SingleAsync(partner => partner.Id == record.PartnerId, cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        IReadOnlyList<IncomingRecord> incoming;
        try
        {
            incoming = accounts.ConnectorOf(partner).Reread(accounts.Open(partner), record);
        }
        catch (Exception problem) when (problem is FormatException or SourceException)
        {
            return problem.Message;
        }

        if (incoming.OfType<IncomingRecord.Refused>().FirstOrDefault() is { } refused)
            return refused.Sentence;
        var run = SyncRun.OfReplay(partner.Id, actor.Name, now);
        db.SyncRuns.Add(run);
        await db.SaveChangesAsync(cancellation);
        var achievements = await db.Achievements.Where(achievement => achievement.PartnerId == partner.Id)
            .ToDictionaryAsync(achievement => achievement.ExternalId, achievement => achievement.Id, StringComparer.Ordinal, cancellation);
        await intake.TakeAsync(new IntakeSession(partner, run.Id, achievements), new IntakePage(incoming, new Dictionary<string, string>(), record.Location), lease: null, cancellation);
        await CloseAsync(recordId, QuarantineState.Replayed, "Taken by replay", actor, cancellation);
        return null;
    }

    /// <returns>How many were taken, how many still cannot be, and each reason once.</returns>
    /// <exception cref="IllegalMoveException">One of them is no longer waiting; those before it are done.</exception>
    public async Task<(int Taken, int Refused, IReadOnlyCollection<string> Why)> ReplayAllAsync(IReadOnlyList<Guid> recordIds, Actor actor, CancellationToken cancellation)
    {
        var (taken, why) = (0, new HashSet<string>());
        foreach (var record in recordIds)
        {
            if (await ReplayAsync(record, actor, cancellation) is { } still)
                why.Add(still);
            else
                taken++;
        }

        return (taken, recordIds.Count - taken, why);
    }

    /// <exception cref="IllegalMoveException">It is no longer waiting.</exception>
    public Task IgnoreAsync(Guid recordId, string why, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.HandleQuarantine);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return CloseAsync(recordId, QuarantineState.Ignored, why.Trim(), actor, cancellation);
    }

    private async Task<QuarantinedRecord> WaitingAsync(Guid recordId, CancellationToken cancellation)
    {
        var record = await db.QuarantinedRecords.AsNoTracking().SingleAsync(record => record.Id == recordId, cancellation);
        return record.State == QuarantineState.Waiting ? record : throw IllegalMoveException.For("The quarantined record", record.State, QuarantineState.Replayed);
    }

    private Task CloseAsync(Guid recordId, QuarantineState state, string why, Actor actor, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var record = await db.QuarantinedRecords.AsTracking().SingleAsync(record => record.Id == recordId, cancellation);
            record.Close(state, actor.Name, why, now);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, $"Quarantined record {state}", nameof(QuarantinedRecord), recordId, nameof(QuarantineState.Waiting), state.ToString(), why));
        }, cancellation);
}
