using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Audit;

/// <summary>Reads sealed entries in the order of their numbers, page by page. A row that can't be read costs its own finding, not the verification.</summary>
internal sealed class TrailReading(BridgeDbContext db)
{
    private const int PageSize = 2_000;

    private long _after = long.MinValue;

    /// <summary>Reads on from where it stopped.</summary>
    /// <returns>Whether there was anything to read.</returns>
    public async Task<bool> ReadAsync(ChainCheck check, CancellationToken cancellation)
    {
        var before = _after;
        while (await ReadPageAsync(check, cancellation))
            cancellation.ThrowIfCancellationRequested();
        return _after > before;
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> ReadPageAsync(ChainCheck check, CancellationToken cancellation)
    {
        var after = _after;
        var rows = db.AuditEntries.AsNoTracking().Where(entry => entry.Sequence > after).OrderBy(entry => entry.Sequence).Take(PageSize);
        try
        {
            var page = await rows.ToListAsync(cancellation);
            page.ForEach(check.Take);
            _after = page.Count == 0 ? _after : page[^1].Sequence!.Value;
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            var sequences = await rows.Select(entry => entry.Sequence!.Value).ToListAsync(cancellation);
            foreach (var sequence in sequences)
                await ReadOneAsync(check, sequence, cancellation);
            _after = sequences.Count == 0 ? _after : sequences[^1];
        }

        return _after > after;
    }

    private async Task ReadOneAsync(ChainCheck check, long sequence, CancellationToken cancellation)
    {
        AuditEntry? entry;
        try
        {
            entry = await db.AuditEntries.AsNoTracking().FirstOrDefaultAsync(entry => entry.Sequence == sequence, cancellation);
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            check.TakeUnreadable(sequence, unreadable.GetBaseException().Message);
            return;
        }

        if (entry is not null)
            check.Take(entry);
    }

    /// <summary>A value that a column of this program never holds; an outage of the database is none of these.</summary>
    public static bool IsUnreadable(Exception problem) => problem is FormatException or InvalidCastException or InvalidOperationException or ArgumentException or OverflowException;
}
