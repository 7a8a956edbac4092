using CreditBridge.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Audit;

/// <summary>
/// Numbers the entries that wait and chains their hashes, in short transactions under the sealer's lease: after a crash the next sealer goes on from the head. Then makes
/// the day's checkpoint. The order is fixed here: by time and id among those that wait.
/// </summary>
public sealed class Sealing(BridgeDbContext db, TimeProvider time)
{
    internal const string CheckpointMade = "Checkpoint made";

    /// <summary>Some tens of milliseconds of the database's one writer.</summary>
    private const int BatchSize = 1_024;

    private static readonly Actor Sealer = new("The sealer", null);

    private readonly TrailTree _tree = new(db);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <param name="lease">Longer than any one transaction; after a crash the next sealer waits this long.</param>
    /// <param name="closing">Today at the end of a night; what is open of the day before by day, so that a site without nights has its checkpoints too.</param>
    /// <param name="between">Called after each batch, outside its transaction.</param>
    /// <returns>How many entries were sealed; null while somebody else seals.</returns>
    /// <exception cref="SealLeaseLostException">Somebody else took over in the middle.</exception>
    public async Task<int?> SealAsync(TimeSpan lease, ClosingDay closing, CancellationToken cancellation, Func<Task>? between = null)
    {
        if (await SealLease.TryTakeAsync(db, lease, cancellation) is not { } held)
            return null;
        var total = 0;
        int count;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            total += count = await SealNextAsync(held, cancellation);
            if (between is not null)
                await between();
        }
        while (count == BatchSize);
        if (await MakeCheckpointAsync(held, closing, cancellation))
            total += await SealNextAsync(held, cancellation);
        await held.ReleaseAsync(db, cancellation);
        return total;
    }

    private Task<int> SealNextAsync(SealLease lease, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await lease.HoldAsync(db, cancellation);
        var head = await db.TrailHeads.AsNoTracking().SingleAsync(cancellation);
        var entries = await db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence == null).OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Take(BatchSize).ToListAsync(cancellation);
        if (entries.Count == 0)
            return 0;
        var (sequence, chain) = (head.Sequence, head.ChainHash);
        var block = await _tree.LeavesAsync(sequence - sequence % TrailBlock.Size, sequence, cancellation);
        foreach (var entry in entries)
        {
            entry.Seal(++sequence, chain);
            chain = entry.ChainHash!;
            block.Add(MerkleTree.Leaf(entry.ContentHash!));
            if (block.Count < TrailBlock.Size)
                continue;
            db.TrailBlocks.Add(new TrailBlock { Number = sequence / TrailBlock.Size - 1, Hash = MerkleTree.Root(block) });
            block.Clear();
        }

        using var writer = RowWriter<AuditEntry>.UpdatingOnly(
            db, nameof(AuditEntry.Sequence), nameof(AuditEntry.Salt), nameof(AuditEntry.PayloadHash), nameof(AuditEntry.ContentHash), nameof(AuditEntry.ChainHash));
        writer.Write(entries);
        var now = Now;
        await db.TrailHeads.ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Sequence, sequence).SetProperty(row => row.ChainHash, chain).SetProperty(row => row.SealedAt, now), cancellation);
        // Counted with what it counts: whoever seals while a night is open, seals for it.
        await db.NightRuns.Where(night => night.IsOpen == true).ExecuteUpdateAsync(set => set.SetProperty(night => night.Sealed, night => night.Sealed + entries.Count), cancellation);
        return entries.Count;
    }, cancellation);

    private Task<bool> MakeCheckpointAsync(SealLease lease, ClosingDay closing, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        await lease.HoldAsync(db, cancellation);
        var head = await db.TrailHeads.AsNoTracking().SingleAsync(cancellation);
        if (head.Sequence == 0 || await DayAsync(closing, cancellation) is not { } day)
            return false;
        var checkpoint = new AuditCheckpoint { Day = day, TreeSize = head.Sequence, RootHash = await _tree.RootAsync(head.Sequence, cancellation), ChainHash = head.ChainHash, MadeAt = Now };
        db.AuditCheckpoints.Add(checkpoint);
        db.AuditEntries.Add(AuditEntry.Of(Sealer, checkpoint.MadeAt, CheckpointMade, nameof(AuditCheckpoint), checkpoint.Id, null, checkpoint.Words));
        return true;
    }, cancellation);

    /// <summary>The day that gets a checkpoint now, or null: it has one, or there was nothing on it to keep.</summary>
    private async Task<DateOnly?> DayAsync(ClosingDay closing, CancellationToken cancellation)
    {
        if (await db.Institutions.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } institution)
            return null;
        var day = institution.LocalDate(Now).AddDays(closing == ClosingDay.Today ? 0 : -1);
        if (await db.AuditCheckpoints.AnyAsync(checkpoint => checkpoint.Day >= day, cancellation))
            return null;
        var first = await db.AuditEntries.Where(entry => entry.Sequence == 1).Select(entry => (DateTime?)entry.At).SingleOrDefaultAsync(cancellation);
        return first is { } at && institution.LocalDate(at) <= day ? day : null;
    }
}
