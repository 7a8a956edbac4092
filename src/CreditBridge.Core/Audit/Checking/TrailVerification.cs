using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Audit;

/// <summary>
/// Reads the whole trail and says what in it is not as it was sealed. It changes nothing and locks nothing: the sealer may go on meanwhile. What was removed from the end
/// together with the head and the checkpoints is seen only against a checkpoint that was kept outside.
/// </summary>
public sealed class TrailVerification
{
    private readonly BridgeDbContext _db;
    private readonly Findings _findings = new();
    private readonly TrailReading _reading;

    private TrailVerification(BridgeDbContext db) => (_db, _reading) = (db, new(db));

    /// <param name="kept">Checkpoints that were exported earlier.</param>
    public static Task<TrailReport> RunAsync(BridgeDbContext db, IReadOnlyCollection<ExportedCheckpoint> kept, CancellationToken cancellation) => new TrailVerification(db).RunAsync(kept, cancellation);

    private async Task<TrailReport> RunAsync(IReadOnlyCollection<ExportedCheckpoint> kept, CancellationToken cancellation)
    {
        var checkpoints = await _db.AuditCheckpoints.AsNoTracking().OrderBy(checkpoint => checkpoint.Day).ToListAsync(cancellation);
        var head = await _db.TrailHeads.AsNoTracking().SingleOrDefaultAsync(cancellation);
        var blocks = await _db.TrailBlocks.AsNoTracking().ToDictionaryAsync(block => block.Number, block => block.Hash, cancellation);
        var check = new ChainCheck(_findings, [.. checkpoints.Select(CheckpointClaim.Of), .. kept.Select(CheckpointClaim.Of)], blocks, head?.Sequence ?? 0);
        await _reading.ReadAsync(check, cancellation);
        await CheckEndAsync(check, cancellation);
        check.End();
        await CheckCheckpointsAsync(checkpoints, cancellation);
        await CheckRedactionsAsync(cancellation);
        await CheckWaitingAsync(checkpoints, cancellation);
        var waiting = await _db.AuditEntries.LongCountAsync(entry => entry.Sequence == null, cancellation);
        return new(check.Count, waiting, check.Redacted, checkpoints.Count + kept.Count, _findings.Count, _findings.Kept);
    }

    private async Task CheckEndAsync(ChainCheck check, CancellationToken cancellation)
    {
        while (await _db.TrailHeads.AsNoTracking().SingleOrDefaultAsync(cancellation) is { } head)
        {
            if (head.Sequence > check.Last && await _reading.ReadAsync(check, cancellation))
                continue;
            if (head.Sequence > check.Last)
                _findings.Add(null, $"The sealer sealed {head.Sequence} entries, but the trail ends with entry {check.Last}: {head.Sequence - check.Last} were removed from its end.");
            else if (head.Sequence < check.Last)
                _findings.Add(null, $"The sealer sealed {head.Sequence} entries, but the trail ends with entry {check.Last}: somebody else numbered them, or the sealer's own row was edited.");
            else if (check.Chain is { } chain && !chain.AsSpan().SequenceEqual(head.ChainHash))
                _findings.Add(null, $"The sealer's own row has another chain hash than entry {check.Last}, the last.");
            return;
        }

        _findings.Add(null, "The sealer's own row is missing: nothing can be sealed.");
    }

    /// <summary>Each checkpoint is told of in the trail itself, so that day and time, which no root holds, can't be edited either, and none can vanish.</summary>
    private async Task CheckCheckpointsAsync(List<AuditCheckpoint> checkpoints, CancellationToken cancellation)
    {
        var told = await _db.AuditEntries.AsNoTracking().Where(entry => entry.SubjectType == nameof(AuditCheckpoint) && entry.Action == Sealing.CheckpointMade)
            .Select(entry => new { entry.Sequence, entry.SubjectId, entry.At, entry.After }).ToListAsync(cancellation);
        var words = told.ToLookup(entry => entry.SubjectId);
        foreach (var checkpoint in checkpoints.Where(checkpoint => !words[checkpoint.Id].Any(entry => entry.At == checkpoint.MadeAt && entry.After == checkpoint.Words)))
            _findings.Add(null, $"The checkpoint of {checkpoint.Day:yyyy-MM-dd} is not as the trail tells of it: it was edited or put in later.");
        // Read after what tells of them: the sealer may have made one meanwhile.
        var stored = (await _db.AuditCheckpoints.Select(checkpoint => checkpoint.Id).ToListAsync(cancellation)).ToHashSet();
        foreach (var entry in told.Where(entry => !stored.Contains(entry.SubjectId)))
            _findings.Add(entry.Sequence, $"The checkpoint that entry {entry.Sequence} tells of is missing.");
    }

    private async Task CheckRedactionsAsync(CancellationToken cancellation)
    {
        var unexplained = await _db.AuditEntries.AsNoTracking()
            .Where(entry => entry.RedactedAt != null && !_db.AuditEntries.Any(record => record.SubjectId == entry.Id && record.Action == AuditEntry.RedactionAction && record.At == entry.RedactedAt))
            .OrderBy(entry => entry.Sequence).Select(entry => entry.Sequence).ToListAsync(cancellation);
        unexplained.ForEach(sequence => _findings.Add(sequence, $"Entry {sequence} is blank, but no entry of the trail says that it was redacted then."));
    }

    private async Task CheckWaitingAsync(List<AuditCheckpoint> checkpoints, CancellationToken cancellation)
    {
        try
        {
            await foreach (var _ in _db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence == null).AsAsyncEnumerable().WithCancellation(cancellation))
            {
            }
        }
        catch (Exception unreadable) when (TrailReading.IsUnreadable(unreadable))
        {
            _findings.Add(null, $"An entry that waits to be sealed can't be read, and nothing is sealed until that is mended: {unreadable.GetBaseException().Message}");
            return;
        }

        var lost = await _db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence == null && (entry.ContentHash != null || entry.ChainHash != null || entry.PayloadHash != null))
            .Select(entry => entry.Id).ToListAsync(cancellation);
        lost.ForEach(id => _findings.Add(null, $"The entry with id {id} bears hashes, but no number: it was taken out of the chain."));
        if (checkpoints.Count == 0)
            return;
        var limit = checkpoints.Max(checkpoint => checkpoint.MadeAt) - ChainCheck.Tolerance;
        var back = await _db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence == null && entry.ContentHash == null && entry.At < limit).Select(entry => new { entry.Id, entry.At }).ToListAsync(cancellation);
        back.ForEach(entry => _findings.Add(null, $"The entry with id {entry.Id} waits to be sealed and says it was written at {entry.At:yyyy-MM-dd HH:mm} UTC, before the last checkpoint: it was dated back or put in later."));
    }
}
