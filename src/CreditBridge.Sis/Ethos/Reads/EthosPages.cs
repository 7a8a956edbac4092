using System.Net;
using System.Text.Json;

namespace CreditBridge.Sis.Ethos.Reads;

/// <summary>Every record of a resource, page by page (<c>offset</c>, <c>limit</c>, <c>x-total-count</c>, <c>x-max-page-size</c>).</summary>
internal sealed class EthosPages(EthosReader reader)
{
    private const int PageSize = 500;

    /// <param name="versions">Of the resource, the one to ask for first; where it is not supported (406) the next one is.</param>
    /// <param name="criteria">A filter as JSON, or null.</param>
    /// <param name="mayChange">Records may come and go between two pages. Else a list that changes is an error, for a record may have slipped from one page to the other.</param>
    /// <exception cref="SisException">No version is supported, or a page cannot be read.</exception>
    public async Task<List<JsonElement>> ReadAsync(string resource, IEnumerable<int> versions, string? criteria, bool mayChange, CancellationToken cancellation)
    {
        var left = new Queue<int>(versions);
        var records = new List<JsonElement>();
        var filter = criteria is null ? "" : $"&criteria={Uri.EscapeDataString(criteria)}";
        for (var (limit, total) = (PageSize, (int?)null); total is null || records.Count < total;)
        {
            var answer = await reader.ReadAsync(HttpMethod.Get, $"/api/{resource}?offset={records.Count}&limit={limit}{filter}", null, $"application/vnd.hedtech.integration.v{left.Peek()}+json", cancellation);
            if (answer.Status == HttpStatusCode.NotAcceptable)
            {
                var refused = left.Dequeue();
                if (left.Count == 0)
                    throw new SisException($"Ethos supports no version of {resource} from {versions.Max()} down (406), {refused} was the last one asked for.");
                continue;
            }

            var page = answer.Records(resource);
            var said = answer.Number("x-total-count") ?? throw new SisException($"Ethos sent {resource} without x-total-count: it was not read.");
            if (total is not null && said != total && !mayChange)
                throw new SisException($"Ethos had {total} {resource} and then {said} while they were read: they are read anew next time.");
            if (page.Count == 0 && records.Count < said)
                throw new SisException($"Ethos sent an empty page of {resource} before its end: it was not read on.");
            records.AddRange(page);
            (total, limit) = (said, Math.Clamp(answer.Number("x-max-page-size") ?? limit, 1, limit));
        }

        return records;
    }

    /// <summary>All of a resource by id, which must be there once each.</summary>
    public async Task<Dictionary<string, JsonElement>> ByIdAsync(string resource, int version, CancellationToken cancellation)
    {
        var byId = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var record in await ReadAsync(resource, [version], null, mayChange: false, cancellation))
        {
            if (!byId.TryAdd(EthosJson.Id(record) ?? throw new SisException($"Ethos sent a record of {resource} without an id."), record))
                throw new SisException($"Ethos sent a record of {resource} twice, so another one may be missing: they are read anew next time.");
        }

        return byId;
    }
}
