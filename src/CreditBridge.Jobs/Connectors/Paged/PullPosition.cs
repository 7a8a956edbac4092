using System.Text.Json;

namespace CreditBridge.Jobs.Connectors.Paged;

/// <summary>How far a paged source has been read: the checkpoint of its whole.</summary>
/// <param name="BegunAt">When the pull that is under way, or the last one, began (UTC).</param>
/// <param name="Cursor">Where it goes on; null: it ended.</param>
/// <param name="Since">It reads what changed since; null: everything.</param>
/// <param name="Listed">Records this pull has listed so far.</param>
/// <param name="Total">How many the source said it has, on this pull's first page.</param>
/// <param name="WholeAt">When the last full pull began that nothing moved under (UTC).</param>
/// <param name="Sweeps">Full pulls that ended.</param>
internal sealed record PullPosition(DateTime BegunAt, string? Cursor = null, DateTime? Since = null, long Listed = 0, long? Total = null, DateTime? WholeAt = null, int Sweeps = 0)
{
    public const string Scope = "";

    public static PullPosition? Of(IReadOnlyDictionary<string, string> checkpoints) =>
        checkpoints.TryGetValue(Scope, out var text) ? JsonSerializer.Deserialize<PullPosition>(text) : null;

    public Dictionary<string, string> ToCheckpoints() => new() { [Scope] = JsonSerializer.Serialize(this) };

    /// <summary>
    /// Where the next pull begins. Pages move under a reader when records come and go: the first full pull is always followed by a second, and one that did not list as many records as the
    /// source said it has is followed by another.
    /// </summary>
    public static PullPosition Next(PullPosition? last, PullAsk ask, bool isIncremental, TimeSpan overlap, TimeSpan sweepEvery)
    {
        if (last is { Cursor: not null } && (!ask.IsFull || (last.IsFull && ask.OfThisRun.Contains(Scope))))
            return last;
        var isFull = ask.IsFull || !isIncremental || last is not { Sweeps: >= 2, WholeAt: { } whole } || whole + sweepEvery <= ask.Now;
        return new(ask.Now, null, isFull ? null : last!.BegunAt - overlap, WholeAt: last?.WholeAt, Sweeps: last?.Sweeps ?? 0);
    }

    public bool IsFull => Since is null;

    /// <summary>Nothing moved: as many were listed as the source has, from the first page to the last.</summary>
    public bool IsSteady(long? totalNow) => Total is null || (Total == totalNow && Listed == totalNow);
}
