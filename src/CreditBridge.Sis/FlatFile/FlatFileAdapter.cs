using System.Runtime.CompilerServices;

namespace CreditBridge.Sis.FlatFile;

/// <summary>
/// The universal fall-back: CSV batches in a folder that the student system's own loader reads (sis.md). Reads before it writes, so a key that
/// is in the folder already is never written again.
/// </summary>
public sealed class FlatFileAdapter(FlatFileOptions options, TimeProvider time) : ISisAdapter
{
    private readonly BatchFolder _folder = new(options.Folder);
    private readonly Lock _gate = new();

    public string Name => "FlatFile";

    public SisCapabilities Capabilities { get; } = new(CanLookUp: true, CanReverse: true, CarriesCourse: true, MostInBatch: 500);

    public string KeyOf(CreditPosting posting) => posting.Key;

    public Task<IReadOnlyList<PostingResult>> PostAsync(IReadOnlyList<CreditPosting> postings, DateTime sendBefore, CancellationToken cancellation)
    {
        lock (_gate)
        {
            cancellation.ThrowIfCancellationRequested();
            var there = _folder.Entries;
            var missing = postings.Where(posting => !there.ContainsKey(posting.Key)).ToList();
            var references = postings.ToDictionary(posting => posting.Key, posting => there.GetValueOrDefault(posting.Key)?.Reference);
            string? batch = null;
            var why = "The time to send had passed.";
            try
            {
                if (missing.Count > 0)
                    batch = _folder.Write(missing, time.GetUtcNow().UtcDateTime, () => time.GetUtcNow().UtcDateTime < sendBefore);
            }
            catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
            {
                // A batch appears by a rename or not at all: what failed before or in it has not left.
                why = $"The batch could not be written: {disk.Message}";
            }

            return Task.FromResult<IReadOnlyList<PostingResult>>([.. postings.Select(posting => Result(references[posting.Key], batch, why))]);
        }
    }

    public Task<IReadOnlyDictionary<string, SisEntry>> FindAsync(IReadOnlyCollection<CreditPosting> postings, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyDictionary<string, SisEntry>>(Find(postings.Select(posting => posting.Key)));
    }

    private Dictionary<string, SisEntry> Find(IEnumerable<string> keys)
    {
        lock (_gate)
        {
            var there = _folder.Entries;
            var acknowledged = _folder.Acknowledged;
            var found = new Dictionary<string, SisEntry>(StringComparer.Ordinal);
            foreach (var key in keys)
            {
                if (!there.TryGetValue(key, out var entry))
                    continue;
                if (options.Acknowledgement == Acknowledgement.None)
                    found[key] = entry;
                else if (!acknowledged.TryGetValue(key, out var answer))
                    found[key] = entry with { IsAwaited = true };
                else
                    found[key] = answer.Status == "accepted" ? entry : entry with { Rejection = Words(answer.Reason) };
            }

            return found;
        }
    }

    public async IAsyncEnumerable<SisEntry> ReadPostedAsync(IReadOnlyCollection<CreditPosting> known, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyCollection<string> keys;
        lock (_gate)
            keys = [.. _folder.Entries.Keys];
        await Task.CompletedTask;
        var answered = Find(keys).Values.Where(entry => entry is { Rejection: null, IsAwaited: false }).ToList();
        var takenBack = answered.Select(entry => entry.Reverses).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var entry in answered.Where(entry => entry.Reverses is null && !takenBack.Contains(entry.Key)))
            yield return entry;
    }

    private static string Words(string? reason) => reason is not { Length: > 0 } ? "rejected without a reason" : reason.Length > 300 ? reason[..300] + "…" : reason;

    private PostingResult Result(string? earlier, string? batch, string why) => (earlier, batch, options.Acknowledgement) switch
    {
        ({ } reference, _, Acknowledgement.None) => new PostingResult.AlreadyPosted(reference),
        ({ }, _, Acknowledgement.File) => new PostingResult.Sent(),
        (null, null, _) => new PostingResult.NotSent(why),
        (null, { } reference, Acknowledgement.None) => new PostingResult.Posted(reference),
        _ => new PostingResult.Sent(),
    };
}
