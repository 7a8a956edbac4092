using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;

namespace CreditBridge.Jobs.Connectors.Paged;

/// <summary>
/// What every connector of a paged API shares: where a pull begins and goes on, pages gathered into one transaction's worth, an end to loops. A connector says how to ask for one page and
/// what its records are.
/// </summary>
internal abstract class PagedConnector<TSettings> : IPartnerConnector where TSettings : class
{
    private const int MostBytes = 8 << 20;
    private const int MostOnPage = 5_000;
    private const int MostOfRecord = 1 << 20;
    private const int MostKept = 1 << 16;
    private const int MostDepth = 32;

    /// <summary>A source of many small pages is gone on with where it stood, too.</summary>
    private const int MostPages = 50;

    public abstract string Name { get; }

    public abstract string About { get; }

    public abstract ConnectorAbilities Abilities { get; }

    public virtual Core.Partners.WireLimits Limits => new();

    public Type Settings => typeof(TSettings);

    /// <summary>Makes the account ready: how a token is had.</summary>
    protected abstract void Authorize(PartnerAccount account, TSettings settings);

    /// <param name="cursor">As an earlier page gave it; null for the first page.</param>
    /// <param name="since">What changed since then (UTC); null: everything.</param>
    protected abstract Task<SourcePage> ReadPageAsync(PartnerAccount account, TSettings settings, string? cursor, DateTime? since, DateTime now, CancellationToken cancellation);

    /// <summary>The record's fields by the names of <see cref="RecordFields"/> (docs/partner-files.md).</summary>
    protected abstract IReadOnlyDictionary<string, string?> FieldsOf(TSettings settings, JsonElement record);

    protected virtual IncomingRecord Read(PartnerAccount account, JsonElement record, string location, DateTime now)
    {
        var payload = record.GetRawText();
        if (payload.Length > MostOfRecord)
            return new IncomingRecord.Refused(location, payload[..MostKept], CredentialFormat.Record, null, "record-long", $"The record has {payload.Length:N0} characters; at most {MostOfRecord:N0} are read. The first {MostKept:N0} are kept here.");
        if (IsDeep(payload))
            return new IncomingRecord.Refused(location, payload, CredentialFormat.Record, null, "record-deep", $"The record is nested more than {MostDepth} deep.");
        IReadOnlyDictionary<string, string?> fields;
        try
        {
            fields = FieldsOf(account.Settings<TSettings>(), record);
        }
        catch (InvalidOperationException)
        {
            return new IncomingRecord.Refused(location, payload, CredentialFormat.Record, null, "encoding", "A text of the record is no Unicode: it holds half a character.");
        }

        return new RecordFields(account.Partner.Code, DateOnly.FromDateTime(now)).Read(location, payload, CredentialFormat.Record, null, PayloadHash.Of(payload), name => fields.GetValueOrDefault(name));
    }

    private static bool IsDeep(string payload)
    {
        var text = payload.AsSpan();
        if (text.Count('{') + text.Count('[') <= MostDepth)
            return false;
        try
        {
            JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = MostDepth }).Dispose();
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    protected IReadOnlyList<IncomingRecord> Records(PartnerAccount account, JsonElement list, string location, DateTime now) => list.GetArrayLength() > MostOnPage
        ? throw new SourceException($"{account.Partner.Name} sent a page of {list.GetArrayLength():N0} records; at most {MostOnPage:N0} are read.")
        : [.. list.EnumerateArray().Select((record, i) => Read(account, record, $"{location}, record {i + 1}", now))];

    public virtual IReadOnlyList<IncomingRecord> Reread(PartnerAccount account, QuarantinedRecord record)
    {
        if (IsDeep(record.Payload))
            throw new FormatException($"The record is nested more than {MostDepth} deep.");
        using var json = JsonDocument.Parse(record.Payload);
        return [Read(account, json.RootElement, record.Location, TimeProvider.System.GetUtcNow().UtcDateTime)];
    }

    public virtual IAsyncEnumerable<CatalogItem> CatalogAsync(PartnerAccount account, CancellationToken cancellation) => AsyncEnumerable.Empty<CatalogItem>();

    public virtual async Task<string> TestAsync(PartnerAccount account, CancellationToken cancellation)
    {
        var settings = account.Settings<TSettings>();
        Authorize(account, settings);
        var page = await ReadPageAsync(account, settings, null, null, TimeProvider.System.GetUtcNow().UtcDateTime, cancellation);
        return page switch
        {
            { Total: { } total } => $"It answers, and has {total:N0} credentials for us.",
            { Records.Count: 0 } => "It answers, and has no credential for us yet.",
            _ => $"It answers: its first page has {page.Records.Count} credentials.",
        };
    }

    public async IAsyncEnumerable<IntakePage> PullAsync(PartnerAccount account, PullAsk ask, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var settings = account.Settings<TSettings>();
        Authorize(account, settings);
        var at = PullPosition.Next(PullPosition.Of(ask.Checkpoints), ask, Abilities.Incremental, TimeSpan.FromHours(account.Partner.OverlapHours), TimeSpan.FromDays(account.Partner.SweepDays));
        var (cursors, pages, repeated) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), 0);
        var (gathered, bytes, read) = (new List<IncomingRecord>(IntakePage.MostRecords), 0L, 0);
        while (true)
        {
            var isCircle = at.Cursor is { } cursor && !cursors.Add(cursor);
            var failure = isCircle ? new SourceException($"{account.Partner.Name} leads from page to page in a circle: the pull ended there, and what was read before is kept.") : null;
            SourcePage? page = null;
            try
            {
                page = failure is null ? await ReadPageAsync(account, settings, at.Cursor, at.Since, ask.Now, cancellation) : null;
            }
            catch (SourceMissingException) when (at.Cursor is not null && cursors.Count == 1)
            {
                // The place where an earlier pull stopped is no longer known there: from the beginning, then.
                at = at with { Cursor = null, Listed = 0, Total = null };
                continue;
            }
            catch (SourceException problem)
            {
                failure = problem;
            }

            if (page is { Records.Count: > 0 } && !pages.Add(page.Sha256) && ++repeated > 1)
                (isCircle, failure) = (true, new SourceException($"{account.Partner.Name} gives the same page again and again: the pull ended there, and what was read before is kept."));
            if (failure is not null || page is null)
            {
                // What was gathered before is taken, so that a source that fails often is got through all the same.
                // Where it goes in a circle it is not gone on with: the next try begins at the place before.
                if (gathered.Count > 0)
                    yield return new([.. gathered], isCircle ? [] : at.ToCheckpoints(), Words(at)) { Sweep = SweepOf(at) };
                ExceptionDispatchInfo.Throw(failure!);
                yield break;
            }

            gathered.AddRange(page.Records);
            bytes += page.Records.Sum(record => (long)record.Payload.Length);
            at = at with { Cursor = page.Next, Listed = at.Listed + page.Records.Count, Total = at.Cursor is null ? page.Total : at.Total };
            var isLast = page.Next is null;
            if (isLast || ++read == MostPages || gathered.Count + page.Records.Count > IntakePage.MostRecords || bytes > MostBytes)
            {
                var sweep = SweepOf(at);
                var isSteady = isLast && at.IsFull && at.IsSteady(page.Total);
                var reached = isLast && at.IsFull ? at with { Sweeps = at.Sweeps + 1, WholeAt = isSteady ? at.BegunAt : null } : at;
                foreach (var (chunk, isEnd) in Chunks(gathered))
                {
                    yield return new([.. chunk], isEnd ? reached.ToCheckpoints() : [], Words(at))
                    {
                        Sweep = sweep,
                        EndsSweep = isEnd && isSteady && sweep is not null,
                    };
                }

                (gathered, bytes, read) = (new(IntakePage.MostRecords), 0, 0);
            }

            if (isLast)
                yield break;
        }
    }

    private static string Words(PullPosition at) => $"{at.Listed:N0}{(at.Total is { } total ? $" of {total:N0}" : "")} records{(at.Since is { } since ? $" changed since {since:yyyy-MM-dd}" : "")}";

    private DateTime? SweepOf(PullPosition at) => at.IsFull && Abilities.Lists ? at.BegunAt : null;

    /// <summary>A source may give longer pages than one transaction should take.</summary>
    private static IEnumerable<(IReadOnlyList<IncomingRecord> Records, bool IsEnd)> Chunks(List<IncomingRecord> records)
    {
        for (var i = 0; i < records.Count || i == 0; i += IntakePage.MostRecords)
            yield return (records.GetRange(i, Math.Min(IntakePage.MostRecords, records.Count - i)), i + IntakePage.MostRecords >= records.Count);
    }
}
