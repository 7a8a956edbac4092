using System.Runtime.CompilerServices;
using CreditBridge.Sis.Files;

namespace CreditBridge.Sis.Workday;

/// <summary>
/// Workday Student (sis.md): a file that its Enterprise Interface Builder loads, and its REST service, which only reads, to see what became of it. A posting is
/// awaited until it is read there; a file <c>NAME.ack.csv</c> with the lines that the load refused (Key,Status,Reason) ends the waiting sooner.
/// </summary>
public sealed class WorkdayAdapter(WorkdayOptions options, HttpClient client, TimeProvider time) : ISisAdapter
{
    private readonly FilePosting _files = new(Shelf.At(options.Folder, options.Sftp), Acknowledgement.File, new EibFormat(), time);
    private readonly TransferCredits _credits = new(options, client, time);

    public string Name => "Workday";

    public SisCapabilities Capabilities { get; } = new(CanLookUp: true, CanReverse: false, CarriesCourse: true, MostInBatch: 500, ["Term", "Grade", "Source", "Basis"], ShowsTranscript: true);

    public string KeyOf(CreditPosting posting) => posting.Key;

    public Task<IReadOnlyList<PostingResult>> PostAsync(IReadOnlyList<CreditPosting> postings, DateTime sendBefore, CancellationToken cancellation) =>
        Task.FromResult(_files.Post(postings, sendBefore, cancellation));

    public async Task<IReadOnlyDictionary<string, SisEntry>> FindAsync(IReadOnlyCollection<CreditPosting> postings, CancellationToken cancellation)
    {
        var there = await _credits.ReadAsync(cancellation);
        // An accepted line is no credit yet: only what is read there is.
        var found = _files.Find(postings.Select(posting => posting.Key)).ToDictionary(pair => pair.Key, pair => pair.Value with { IsAwaited = pair.Value.Rejection is null }, StringComparer.Ordinal);
        foreach (var posting in postings)
        {
            if (there.TryGetValue(posting.Key, out var entry))
                found[posting.Key] = entry;
        }

        return found;
    }

    public async IAsyncEnumerable<SisEntry> ReadPostedAsync(IReadOnlyCollection<CreditPosting> known, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var entry in (await _credits.ReadAsync(cancellation)).Values)
            yield return entry;
    }
}
