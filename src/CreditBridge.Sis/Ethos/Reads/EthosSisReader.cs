using System.Runtime.CompilerServices;
using CreditBridge.Sis.Files;

namespace CreditBridge.Sis.Ethos.Reads;

/// <summary>Reads catalogue and transcripts from Ethos. The roster stays with whoever has it: what a student is there (standing, programme, advisor) is kept differently by each site.</summary>
public sealed class EthosSisReader : ISisReader, IDisposable
{
    private const int StudentsAtOnce = 200;

    private readonly EthosOptions _options;
    private readonly EthosCalls _calls;
    private readonly EthosToken _token;
    private readonly EthosReader _reader;

    /// <param name="client">Must neither follow redirects nor repeat a call.</param>
    public EthosSisReader(EthosOptions options, HttpClient client, TimeProvider time)
    {
        (_options, _calls) = (options, new(options, client));
        _token = new(options, _calls, time);
        _reader = new(_calls, _token);
    }

    public string Name => "Ethos";

    public async IAsyncEnumerable<SisTable> ReadAsync(IReadOnlyCollection<string> students, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var pages = new EthosPages(_reader);
        var catalog = new EthosCatalog(_options.Reads, pages);
        yield return await catalog.TermsAsync(cancellation);
        yield return await catalog.CoursesAsync(cancellation);
        yield return await catalog.ProgramsAsync(cancellation);
        var transcripts = new EthosTranscripts(_options.Reads, _reader, pages, catalog);
        foreach (var some in students.Chunk(StudentsAtOnce))
        {
            var rows = new List<string?[]>();
            foreach (var student in some)
                rows.AddRange(await transcripts.RowsAsync(student, cancellation));
            if (rows.Count > 0)
                yield return new("transcripts", "Ethos transcripts", CsvFile.Of(EthosTranscripts.Columns, rows), IsWhole: false);
        }
    }

    public void Dispose()
    {
        _token.Dispose();
        _calls.Dispose();
    }
}
