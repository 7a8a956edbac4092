using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.Connectors;

/// <summary>Replays quarantined records of one partner as they were read, or sets them aside with a reason.</summary>
public sealed class QuarantineHandling(BridgeDbContext db, CredentialIntake intake, PartnerAccounts accounts, TimeProvider time)
{
    /// <returns>How many were taken, and why each of the others still cannot be, each reason once.</returns>
    /// <exception cref="IllegalMoveException">One of them is no longer waiting. Of its thousand none was taken; those before are done.</exception>
    public async Task<(int Taken, IReadOnlyCollection<string> Why)> ReplayAsync(IReadOnlyList<Guid> recordIds, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.HandleQuarantine);
        var (taken, why) = (0, new HashSet<string>());
        foreach (var ids in recordIds.Chunk(IntakePage.MostRecords))
        {
            var records = await db.QuarantinedRecords.AsNoTracking().Where(record => EF.Parameter(ids).Contains(record.Id)).OrderBy(record => record.Id).ToListAsync(cancellation);
            if (records.Find(record => record.State != QuarantineState.Waiting) is { } closed)
                throw IllegalMoveException.For("The quarantined record", closed.State, QuarantineState.Replayed);
            var partner = await db.Partners.AsNoTracking().SingleAsync(partner => partner.Id == records[0].PartnerId, cancellation);
            var read = records.ConvertAll(record => (record.Id, Incoming: Reread(partner, record, why)));
            read.RemoveAll(record => record.Incoming.Count == 0);
            if (read.Count > 0)
                await TakeAsync(partner, [.. read.SelectMany(record => record.Incoming)], read.ConvertAll(record => record.Id), actor, cancellation);
            taken += read.Count;
        }

        return (taken, why);
    }

    /// <exception cref="IllegalMoveException">One of them is no longer waiting: none was set aside.</exception>
    public Task IgnoreAsync(IReadOnlyList<Guid> recordIds, string why, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.HandleQuarantine);
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return db.TransactAsync(() =>
        {
            db.ChangeTracker.Clear();
            return new QuarantineKeeping(db).CloseAsync(recordIds, QuarantineState.Ignored, why.Trim(), actor, time.GetUtcNow().UtcDateTime, cancellation);
        }, cancellation);
    }

    /// <returns>None where it still cannot be taken: then the reason is added to <paramref name="why"/>.</returns>
    private IReadOnlyList<IncomingRecord> Reread(Partner partner, QuarantinedRecord record, HashSet<string> why)
    {
        try
        {
            if (record.Payload.Length == 0)
                throw new FormatException("The record itself is no longer kept, as the partner's agreement asks: have it sent again.");
            var incoming = accounts.ConnectorOf(partner).Reread(accounts.Open(partner), record);
            return incoming.OfType<IncomingRecord.Refused>().FirstOrDefault() is { } refused ? throw new FormatException(refused.Sentence) : incoming;
        }
        catch (Exception problem) when (problem is FormatException or SourceException)
        {
            why.Add(problem.Message);
            return [];
        }
    }

    private async Task TakeAsync(Partner partner, IReadOnlyList<IncomingRecord> incoming, IReadOnlyList<Guid> recordIds, Actor actor, CancellationToken cancellation)
    {
        var run = SyncRun.OfReplay(partner.Id, actor.Name, time.GetUtcNow().UtcDateTime);
        var achievements = await db.Achievements.Where(achievement => achievement.PartnerId == partner.Id)
            .ToDictionaryAsync(achievement => achievement.ExternalId, achievement => achievement.Id, StringComparer.Ordinal, cancellation);
        await intake.TakeAsync(
            new IntakeSession(partner, run.Id, achievements),
            new IntakePage(incoming, new Dictionary<string, string>(), incoming[0].Location) { Replays = new(run, recordIds, actor) },
            lease: null,
            cancellation);
    }
}
