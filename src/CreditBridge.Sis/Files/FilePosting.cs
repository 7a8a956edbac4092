using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.Files;

/// <summary>Posting by file: reads before it writes, so a key that is in the folder already is never written again.</summary>
internal sealed class FilePosting(IShelf shelf, Acknowledgement acknowledgement, IFileFormat format, TimeProvider time)
{
    private readonly Outbox _outbox = new(shelf, format);
    private readonly Lock _gate = new();

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <inheritdoc cref="ISisAdapter.PostAsync"/>
    public IReadOnlyList<PostingResult> Post(IReadOnlyList<CreditPosting> postings, DateTime sendBefore, CancellationToken cancellation)
    {
        lock (_gate)
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyDictionary<string, SisEntry> there;
            try
            {
                there = _outbox.Entries;
            }
            catch (NothingLeftException away)
            {
                return [.. postings.Select(_ => new PostingResult.NotSent(away.Message))];
            }

            var results = new Dictionary<string, PostingResult>(StringComparer.Ordinal);
            foreach (var posting in postings)
            {
                if (there.TryGetValue(posting.Key, out var earlier))
                    results[posting.Key] = acknowledgement == Acknowledgement.None ? new PostingResult.AlreadyPosted(earlier.Reference) : new PostingResult.Sent(earlier.Reference);
                else if (posting.Reverses is not null && !format.TakesBack)
                    results[posting.Key] = new PostingResult.NotSent("Such a file takes nothing back: do it in the student system by hand.");
                else if (format.Refusal(posting) is { } refusal)
                    results[posting.Key] = new PostingResult.Rejected(refusal);
            }

            foreach (var together in format.Cut([.. postings.Where(posting => !results.ContainsKey(posting.Key)).DistinctBy(posting => posting.Key)]))
            {
                var result = Write(together, sendBefore);
                foreach (var posting in together)
                    results[posting.Key] = result;
            }

            return [.. postings.Select(posting => results[posting.Key])];
        }
    }

    public Dictionary<string, SisEntry> Find(IEnumerable<string> keys)
    {
        lock (_gate)
        {
            var there = _outbox.Entries;
            return keys.Distinct(StringComparer.Ordinal).Select(there.GetValueOrDefault).OfType<SisEntry>().ToDictionary(entry => entry.Key, Answered, StringComparer.Ordinal);
        }
    }

    /// <summary>What stands: neither refused, nor waited for, nor taken back.</summary>
    public List<SisEntry> Standing()
    {
        List<SisEntry> answered;
        lock (_gate)
            answered = [.. _outbox.Entries.Values.Select(Answered).Where(entry => entry is { Rejection: null, IsAwaited: false })];
        var takenBack = answered.Select(entry => entry.Reverses).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return answered.FindAll(entry => entry.Reverses is null && !takenBack.Contains(entry.Key));
    }

    private SisEntry Answered(SisEntry entry) => acknowledgement == Acknowledgement.None ? entry : _outbox.AnswerTo(entry) switch
    {
        { Status: "accepted" } => entry,
        { Status: "rejected" } answer => entry with { Rejection = Words.Of(answer.Reason, "rejected without a reason") },
        _ => entry with { IsAwaited = true },
    };

    private PostingResult Write(IReadOnlyList<CreditPosting> together, DateTime sendBefore)
    {
        try
        {
            return _outbox.Write(together, Now, () => Now < sendBefore) switch
            {
                null => PostingResult.NotSent.Late,
                { } name => acknowledgement == Acknowledgement.None ? new PostingResult.Posted(name) : new PostingResult.Sent(name),
            };
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException or NothingLeftException)
        {
            // A file appears by a rename or not at all: what failed before or in it has not left.
            return new PostingResult.NotSent($"The file could not be written: {disk.Message}");
        }
    }
}
