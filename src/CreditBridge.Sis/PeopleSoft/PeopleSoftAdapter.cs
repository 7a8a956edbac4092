using System.Globalization;
using System.Runtime.CompilerServices;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.PeopleSoft;

/// <summary>
/// PeopleSoft Campus Solutions over the operations that a site publishes on its Integration Broker (sis.md). A credit is a transfer credit model of its own;
/// taking it back unposts the model. It is found by the student's models (EMPLID, career, institution): which of them is ours, KEY says.
/// </summary>
public sealed class PeopleSoftAdapter(PeopleSoftOptions options, HttpClient client, TimeProvider time, SisTalk? talk = null) : ISisAdapter
{
    private readonly SisWire _wire = new(client, "PeopleSoft", talk);
    private readonly Uri _address = SisAddress.Check("Sis:PeopleSoft:Address", options.Address);

    public string Name => "PeopleSoft";

    public SisCapabilities Capabilities { get; } = new(CanLookUp: true, CanReverse: true, CarriesCourse: true, MostInBatch: 1, ["Term", "Grade", "Source", "Basis"], ShowsTranscript: true);

    public string KeyOf(CreditPosting posting) => posting.Key;

    public async Task<IReadOnlyList<PostingResult>> PostAsync(IReadOnlyList<CreditPosting> postings, DateTime sendBefore, CancellationToken cancellation)
    {
        var results = new List<PostingResult>();
        foreach (var posting in postings)
            results.Add(await PostAsync(posting, sendBefore, cancellation));
        return results;
    }

    public async Task<IReadOnlyDictionary<string, SisEntry>> FindAsync(IReadOnlyCollection<CreditPosting> postings, CancellationToken cancellation)
    {
        var found = new Dictionary<string, SisEntry>(StringComparer.Ordinal);
        await foreach (var (group, models) in ModelsAsync(postings, isHeard: true, cancellation))
        {
            foreach (var posting in group)
            {
                if (Ours(models, posting) is { } model && EntryOf(posting, model) is { } entry)
                    found[posting.Key] = entry;
            }
        }

        return found;
    }

    public async IAsyncEnumerable<SisEntry> ReadPostedAsync(IReadOnlyCollection<CreditPosting> known, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (group, models) in ModelsAsync(known, isHeard: false, cancellation))
        {
            foreach (var model in models.Where(model => model is { Status: 'P', Key.Length: > 0 }))
                yield return new SisEntry(model.Key, ReferenceOf(model.Number), group[0].StudentNumber, model.Units);
        }
    }

    private async Task<PostingResult> PostAsync(CreditPosting posting, DateTime sendBefore, CancellationToken cancellation)
    {
        if (posting is { Kind: "Block", Reverses: null })
            return new PostingResult.Rejected($"A transfer model has no place for one total for several courses ({Words.Of(posting.CourseCode)}): grant them course by course.");
        if (!options.Careers.TryGetValue(posting.Level, out var career))
            return new PostingResult.Rejected($"Sis:PeopleSoft:Careers has no career for level '{Words.Of(posting.Level, most: 60)}': add it there, then post again.");
        IReadOnlyList<Model> models;
        try
        {
            models = await ModelsAsync(posting, career, cancellation);
        }
        catch (SisException outage)
        {
            return new PostingResult.NotSent($"The student's models could not be read first: {outage.Message}");
        }

        var ours = Ours(models, posting);
        if (ours is not null && EntryOf(posting, ours) is { } there)
            return ResultOf(there);
        if (posting.Reverses is not null && ours is null)
            return new PostingResult.Rejected("PeopleSoft holds no model of the credit that is taken back: look there by hand.");
        if ((ours?.Number ?? ModelNumbers.For(posting.Key, options.FirstModel, options.LastModel, models.Select(model => model.Number).ToHashSet())) is not { } number)
            return new PostingResult.Rejected($"The student has no model number left from {options.FirstModel} to {options.LastModel}.");
        return await SendAsync(posting, career, number, sendBefore, cancellation);
    }

    private async Task<PostingResult> SendAsync(CreditPosting posting, string career, int number, DateTime sendBefore, CancellationToken cancellation)
    {
        var (path, template) = posting.Reverses is null ? (options.PostPath, options.PostEnvelope) : (options.UnpostPath, options.UnpostEnvelope);
        using var request = Request(path, template, Envelope.Values(posting, options.Institution, career, number, posting.Reverses?.Key ?? posting.Key));
        SisTalk.About(request, posting);
        if (time.GetUtcNow().UtcDateTime >= sendBefore)
            return PostingResult.NotSent.Late;
        SisAnswer answer;
        try
        {
            answer = await _wire.SendAsync(request, cancellation);
        }
        catch (NothingLeftException nothing)
        {
            return new PostingResult.NotSent(nothing.Message);
        }

        if (answer.IsSignInRefused)
            return new PostingResult.NotSent(answer.Unexpected().Message);
        if ((int)answer.Status is not (>= 200 and < 300) && !answer.IsRefusal)
            throw answer.Unexpected();
        var reply = Reply.Read(answer, options, posting.StudentNumber);
        return reply.Meaning switch
        {
            ReplyMeaning.Refused => await RefusedAsync(posting, career, number, reply, cancellation),
            _ when answer.IsRefusal => throw answer.Unexpected(),
            ReplyMeaning.Taken => new PostingResult.Sent(),
            ReplyMeaning.DoneWithWarning => new PostingResult.Posted(ReferenceOf(number), $"PeopleSoft took it with a warning: {reply.Message}"),
            _ => new PostingResult.Posted(ReferenceOf(number)),
        };
    }

    /// <summary>
    /// Why it was refused: a number that another posting of the same student took in between is no fault of this one, and a message that the broker
    /// delivered twice is refused the second time, though the credit is there.
    /// </summary>
    private async Task<PostingResult> RefusedAsync(CreditPosting posting, string career, int number, Reply reply, CancellationToken cancellation)
    {
        var rejected = new PostingResult.Rejected($"PeopleSoft refuses it: {reply.Message}");
        if (posting.Reverses is not null)
            return rejected;
        try
        {
            var holder = (await ModelsAsync(posting, career, cancellation)).FirstOrDefault(model => model.Number == number);
            return holder is null ? rejected
                : holder.Key == posting.Key ? ResultOf(EntryOf(posting, holder)!)
                : new PostingResult.NotSent($"Model number {number} was taken by another credit of the student in between: it gets the next one.");
        }
        catch (SisException)
        {
            return rejected;
        }
    }

    private static Model? Ours(IReadOnlyList<Model> models, CreditPosting posting)
    {
        var key = posting.Reverses?.Key ?? posting.Key;
        var ours = models.Where(model => model.Key == key).ToList();
        return ours.Count < 2 ? ours.SingleOrDefault() : throw new SisException($"PeopleSoft holds one credit of ours in the models {string.Join(" and ", ours.Select(model => model.Number))}: unpost one of them there.");
    }

    /// <summary>What a model says of a posting; null: a reversal that did not happen yet.</summary>
    private static SisEntry? EntryOf(CreditPosting posting, Model model)
    {
        var entry = new SisEntry(posting.Key, ReferenceOf(model.Number), posting.StudentNumber, model.Units) { Reverses = posting.Reverses?.Key };
        return (model.Status, posting.Reverses) switch
        {
            ('U', { }) => entry,
            (_, { }) => null,
            ('P', _) => entry,
            ('U', _) => entry with { Rejection = $"It was unposted in PeopleSoft (model {model.Number})." },
            _ => entry with { IsAwaited = true },
        };
    }

    private static PostingResult ResultOf(SisEntry there) =>
        there.IsAwaited ? new PostingResult.Sent() : there.Rejection is { } reason ? new PostingResult.Rejected(reason) : new PostingResult.AlreadyPosted(there.Reference);

    private static string ReferenceOf(int number) => $"Model {number.ToString(CultureInfo.InvariantCulture)}";

    private async IAsyncEnumerable<(List<CreditPosting> Group, IReadOnlyList<Model> Models)> ModelsAsync(IEnumerable<CreditPosting> postings, bool isHeard, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // What has no career was refused before it left.
        var groups = postings.Where(posting => options.Careers.ContainsKey(posting.Level)).GroupBy(posting => (posting.StudentNumber, Career: options.Careers[posting.Level]));
        foreach (var group in groups)
            yield return ([.. group], await ModelsAsync(group.First(), group.Key.Career, cancellation, isHeard));
    }

    private async Task<IReadOnlyList<Model>> ModelsAsync(CreditPosting posting, string career, CancellationToken cancellation, bool isHeard = true)
    {
        using var request = Request(options.FindPath, options.FindEnvelope, Envelope.Values(posting, options.Institution, career, null, posting.Key));
        if (isHeard)
            SisTalk.About(request, posting);
        var answer = await _wire.SendAsync(request, cancellation);
        if ((int)answer.Status is not (>= 200 and < 300))
            throw answer.Unexpected();
        var reply = Reply.Read(answer, options, posting.StudentNumber);
        return reply.Meaning is ReplyMeaning.Done or ReplyMeaning.DoneWithWarning ? reply.Models : throw new SisException($"PeopleSoft does not show the student's models: {reply.Message}");
    }

    private HttpRequestMessage Request(string path, string template, IReadOnlyDictionary<string, string> values)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, path.TrimStart('/'))) { Content = Envelope.Of(template, values) };
        request.Headers.Authorization = new("Basic", options.Basic);
        return request;
    }
}
