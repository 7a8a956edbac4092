using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.Ethos;

/// <summary>
/// Ellucian Banner and Colleague behind Ethos Integration (sis.md). The Business Process API <c>transfer-articulation-evaluation</c> takes a source course and articulates it by Banner's own
/// rules; it has no idempotency key and no room for ours, so a posting is known by learner, institution, <see cref="SourceCourse"/> and term. Nothing there takes credit back.
/// </summary>
public sealed class EthosAdapter : ISisAdapter, IDisposable
{
    private const string Post = $"/api/{Evaluation.Resource}";
    private const string LookUp = $"/qapi/{Evaluation.Resource}";

    private readonly EthosOptions _options;
    private readonly TimeProvider _time;
    private readonly EthosCalls _wire;
    private readonly EthosToken _token;
    private readonly EthosReader _reader;
    private readonly SemaphoreSlim _turn = new(1);

    /// <param name="client">Must neither follow redirects nor repeat a call.</param>
    public EthosAdapter(EthosOptions options, HttpClient client, TimeProvider time, SisTalk? talk = null)
    {
        (_options, _time, _wire) = (options, time, new(options, client, talk));
        _token = new(options, _wire, time);
        _reader = new(_wire, _token);
    }

    public string Name => "Ethos";

    public SisCapabilities Capabilities { get; } = new(CanLookUp: true, CanReverse: false, CarriesCourse: false, MostInBatch: 1, ["Term", "Grade", "Source"], ShowsTranscript: true);

    public string KeyOf(CreditPosting posting)
    {
        var source = SourceCourse.Of(posting);
        var key = Evaluation.KeyOf(posting.StudentNumber, _options.Institution, source.Subject, source.Number, posting.TermCode);
        return posting.Reverses is null ? key : $"{key}|REVERSED";
    }

    public async Task<IReadOnlyList<PostingResult>> PostAsync(IReadOnlyList<CreditPosting> postings, DateTime sendBefore, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(postings.Count, Capabilities.MostInBatch);
        if (postings.Count == 0)
            return [];
        await _turn.WaitAsync(cancellation);
        try
        {
            return [await PostOneAsync(postings[0], sendBefore, cancellation)];
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task<IReadOnlyDictionary<string, SisEntry>> FindAsync(IReadOnlyCollection<CreditPosting> postings, CancellationToken cancellation) => FindAsync(postings, isHeard: true, cancellation);

    private async Task<IReadOnlyDictionary<string, SisEntry>> FindAsync(IReadOnlyCollection<CreditPosting> postings, bool isHeard, CancellationToken cancellation)
    {
        var found = new ConcurrentDictionary<string, SisEntry>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(postings.Where(posting => posting.Reverses is null), new ParallelOptions { MaxDegreeOfParallelism = _options.AtOnce, CancellationToken = cancellation }, async (posting, stop) =>
        {
            if (await FindOneAsync(posting, isHeard, stop) is { } entry)
                found[entry.Key] = entry;
        });
        return found;
    }

    public async IAsyncEnumerable<SisEntry> ReadPostedAsync(IReadOnlyCollection<CreditPosting> known, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var credits = 0m;
        foreach (var some in known.Chunk(100))
        {
            foreach (var entry in (await FindAsync(some, isHeard: false, cancellation)).Values)
            {
                credits += entry.Credits;
                yield return entry;
            }
        }

        if (_options.TransferredFrom.Length == 0)
            yield break;
        var (count, there) = await new EthosTransfers(_options, _reader).CountOursAsync(cancellation);
        if (there > credits)
            yield return new("student-course-transfers", string.Create(CultureInfo.InvariantCulture, $"{there:0.###} credits in {count} transfers that name our institution, of which we posted {credits:0.###}"), "", there - credits);
    }

    public void Dispose()
    {
        _turn.Dispose();
        _token.Dispose();
        _wire.Dispose();
    }

    private async Task<PostingResult> PostOneAsync(CreditPosting posting, DateTime sendBefore, CancellationToken cancellation)
    {
        if (posting.Reverses is not null)
            return new PostingResult.NotSent("Ethos takes no transfer credit back: do it in Banner by hand.");
        if (!_options.Levels.TryGetValue(posting.Level, out var level))
            return new PostingResult.NotSent($"It is not set which level code '{posting.Level}' has there: set Sis:Ethos:Levels:{posting.Level}.");
        string jwt;
        SisAnswer answer;
        try
        {
            jwt = await _token.GetAsync(cancellation);
            await _wire.TurnAsync(cancellation);
        }
        catch (SisException refused)
        {
            return new PostingResult.NotSent($"The sign-in failed, nothing was sent. {refused.Message}");
        }

        if (_time.GetUtcNow().UtcDateTime >= sendBefore)
            return PostingResult.NotSent.Late;
        try
        {
            answer = await _wire.SendAsync(HttpMethod.Post, Post, Content(posting, level), jwt, _options.MediaType, cancellation, posting);
        }
        catch (NothingLeftException nothingLeft)
        {
            return new PostingResult.NotSent(nothingLeft.Message);
        }

        return Result(posting, answer, jwt);
    }

    private PostingResult Result(CreditPosting posting, SisAnswer answer, string jwt)
    {
        switch ((int)answer.Status)
        {
            case 200 or 201:
                var there = Read(posting, answer) ?? throw new SisException("Ethos took the posting and answered nothing about it.");
                return there.IsDuplicate ? new PostingResult.AlreadyPosted(there.Reference, there.Difference) : new PostingResult.Posted(there.Reference, there.Difference);
            case 401:
                _token.Forget(jwt);
                return new PostingResult.NotSent("Ethos refused our token (401): the next attempt asks for a new one.");
            case 403 or 429:
                return new PostingResult.NotSent(EthosReader.Sentence(answer));
            // 406 and the like are no refusals of the posting: a server may find after its work that it can't write the answer.
            case 400 or 404 or 409 or 422 when answer.ErrorWords() is { } words:
                return new PostingResult.Rejected(words);
            default:
                throw new SisException(EthosReader.Sentence(answer));
        }
    }

    private async Task<SisEntry?> FindOneAsync(CreditPosting posting, bool isHeard, CancellationToken cancellation)
    {
        var source = SourceCourse.Of(posting);
        var asked = new { id = posting.StudentNumber, keyblocSbgiCode = _options.Institution, tsubjCode = source.Subject, tcrseNumb = source.Number, termCode = posting.TermCode };
        var answer = await _reader.ReadAsync(HttpMethod.Post, LookUp, asked, _options.MediaType, cancellation, isHeard ? posting : null);
        if (answer.Status == HttpStatusCode.NotAcceptable)
            throw new SisException($"Ethos does not support {_options.MediaType} for {Evaluation.Resource} (406): set Sis:Ethos:MediaType to one that it does.");
        return Read(posting, answer) is { } there ? new(KeyOf(posting), there.Reference, posting.StudentNumber, there.Credits, Difference: there.Difference) : null;
    }

    /// <returns>Null where the answer is an empty list.</returns>
    /// <exception cref="SisException">It speaks of another posting too, or not of all: whether ours is there can't be told from it.</exception>
    private Articulated? Read(CreditPosting posting, SisAnswer answer)
    {
        var records = answer.Records(Evaluation.Resource).Select(Evaluation.Of).ToList();
        if (answer.Number("x-total-count") > records.Count || records.Exists(record => record.Key != KeyOf(posting)))
            throw new SisException($"Ethos answered with other records of {Evaluation.Resource} than were asked for: nothing can be told from it.");
        return records.Count == 0 ? null : new(posting, records);
    }

    private Dictionary<string, object> Content(CreditPosting posting, string level)
    {
        var source = SourceCourse.Of(posting);
        var content = new Dictionary<string, object>
        {
            ["id"] = posting.StudentNumber,
            ["keyblocSbgiCode"] = _options.Institution,
            ["tramSeq"] = _options.AttendanceSequence,
            ["levlCode"] = level,
            ["termCode"] = posting.TermCode,
            ["tsubjCode"] = source.Subject,
            ["tcrseNumb"] = source.Number,
            ["credHours"] = posting.Credits,
        };
        if (_options.Program.Length > 0)
            content["keyblocProgram"] = _options.Program;
        if (_options.JudgementGroup.Length > 0)
            content["jgroup"] = _options.JudgementGroup;
        if (posting.GradeCode is { Length: > 0 } grade)
            content["tgrdCode"] = grade;
        return content;
    }
}
