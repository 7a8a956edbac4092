using CreditBridge.Sis.Files;

namespace CreditBridge.Sis.FlatFile;

/// <summary>The universal fall-back: CSV batches in a folder that the student system's own loader reads (sis.md).</summary>
public sealed class FlatFileAdapter(FlatFileOptions options, TimeProvider time) : ISisAdapter
{
    private readonly FilePosting _files = new(Shelf.At(options.Folder, options.Sftp), options.Acknowledgement, new BatchFormat(), time);

    public string Name => "FlatFile";

    public SisCapabilities Capabilities { get; } = new(CanLookUp: true, CanReverse: true, CarriesCourse: true, MostInBatch: 500, ["Term", "Grade", "Source", "Basis"], ShowsTranscript: false);

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
