using CreditBridge.Sis.Files;

namespace CreditBridge.Sis.Pesc;

/// <summary>PESC College Transcript XML into a folder, one a learner (sis.md). The folder is the truth, or the acknowledgement in it (EDI TS131) where one is agreed.</summary>
public sealed class PescAdapter(PescOptions options, TimeProvider time) : ISisAdapter
{
    private readonly FilePosting _files = new(Shelf.At(options.Folder, options.Sftp), options.Acknowledgement, new TranscriptFormat(options), time);

    public string Name => "Pesc";

    public SisCapabilities Capabilities { get; } = new(CanLookUp: true, CanReverse: false, CarriesCourse: true, MostInBatch: 500, ["Term", "Grade"], ShowsTranscript: false);

    public string KeyOf(CreditPosting posting) => posting.Key;

    public Task<IReadOnlyList<PostingResult>> PostAsync(IReadOnlyList<CreditPosting> postings, DateTime sendBefore, CancellationToken cancellation) =>
        Task.FromResult(_files.Post(postings, sendBefore, cancellation));

    public Task<IReadOnlyDictionary<string, SisEntry>> FindAsync(IReadOnlyCollection<CreditPosting> postings, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyDictionary<string, SisEntry>>(_files.Find(postings.Select(posting => posting.Key)));
    }

    public IAsyncEnumerable<SisEntry> ReadPostedAsync(IReadOnlyCollection<CreditPosting> known, CancellationToken cancellation) => _files.Standing().ToAsyncEnumerable();
}
