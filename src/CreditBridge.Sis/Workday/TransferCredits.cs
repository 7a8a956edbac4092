using System.Globalization;
using System.Net;
using System.Text.Json;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.Workday;

/// <summary>
/// <c>studentTransferCredit/v1/{tenant}/transferCredits</c>: Workday's list of transfer credits, which can only be read, and only as a whole (limit and
/// offset). What is said not to be in it was looked for on every page.
/// </summary>
internal sealed class TransferCredits(WorkdayOptions options, HttpClient client, TimeProvider time)
{
    private const string System = "Workday";
    private const int MostRecords = 5_000_000;

    private readonly SisWire _wire = new(client, System);
    private readonly Uri _list = new(SisAddress.Check("Sis:Workday:Address", options.Address), $"studentTransferCredit/v1/{Uri.EscapeDataString(options.Tenant)}/transferCredits");
    private readonly ClientCredentials _credentials = new(new SisWire(client, System), SisAddress.Check("Sis:Workday:TokenAddress", options.TokenAddress), options.ClientId, options.ClientSecret, time);

    /// <summary>All that came from us, by key.</summary>
    /// <exception cref="SisException">Not every page could be read.</exception>
    public async Task<Dictionary<string, SisEntry>> ReadAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<string, SisEntry>(StringComparer.Ordinal);
        for (var offset = 0; ;)
        {
            using var page = await PageAsync(offset, cancellation);
            var (total, data) = Understood(page.RootElement);
            foreach (var record in data.EnumerateArray())
                Take(record, found);
            offset += data.GetArrayLength();
            if (offset >= total)
                return found;
            if (data.GetArrayLength() == 0 || offset > MostRecords)
                throw new SisException($"{System} gave {offset} of {total} transfer credits: what it holds is not known.");
        }
    }

    private async Task<JsonDocument> PageAsync(int offset, CancellationToken cancellation)
    {
        for (var again = false; ; again = true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_list, string.Create(CultureInfo.InvariantCulture, $"?limit={options.PageSize}&offset={offset}")));
            request.Headers.Authorization = await _credentials.TokenAsync(cancellation);
            request.Headers.Accept.ParseAdd("application/json");
            var answer = await _wire.SendAsync(request, cancellation);
            if (answer.Status == HttpStatusCode.OK)
                return answer.Json();
            // A token may end early; reading changes nothing, so it is asked once more.
            if (answer.Status != HttpStatusCode.Unauthorized || again)
                throw answer.Unexpected();
            _credentials.Forget();
        }
    }

    private (int Total, JsonElement Data) Understood(JsonElement page)
    {
        if (page.ValueKind != JsonValueKind.Object || !page.TryGetProperty("total", out var total) || total.ValueKind != JsonValueKind.Number || !total.TryGetInt32(out var count) || count < 0)
            throw new SisException($"{System} sent a page of transfer credits without a whole number in 'total'.");
        if (!page.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array || data.GetArrayLength() > options.PageSize)
            throw new SisException($"{System} sent a page of transfer credits without a list of at most {options.PageSize} in 'data'.");
        return (count, data);
    }

    private void Take(JsonElement record, Dictionary<string, SisEntry> found)
    {
        if (record.Text(options.ReferenceField) is not { } reference || !reference.StartsWith(EibRow.Ours, StringComparison.Ordinal))
            return;
        var key = reference[EibRow.Ours.Length..];
        var id = record.Text("id") ?? throw Missing(key, "id");
        if (!decimal.TryParse(record.Text(options.UnitsField), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var units))
            throw Missing(key, options.UnitsField);
        var entry = new SisEntry(key, Words.Of(id, most: 100), record.Text(options.StudentField) ?? throw Missing(key, options.StudentField), units);
        // The same record may stand on two pages when others come in between; another one with the same reference id is a second credit.
        if (!found.TryAdd(key, entry) && found[key].Reference != entry.Reference)
            found[key] = found[key] with { Difference = $"Workday holds this credit twice: {found[key].Reference} and {entry.Reference}." };
    }

    private static SisException Missing(string key, string field) => new($"{System} holds {EibRow.Ours}{Words.Of(key, most: 64)} without a readable '{field}'.");
}
