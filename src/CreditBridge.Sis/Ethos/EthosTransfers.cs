using System.Net;
using System.Text.Json;

namespace CreditBridge.Sis.Ethos;

/// <summary>
/// <c>student-course-transfers</c>: all transferred credit, read only. It knows learners and institutions by GUID only and no source course, so a posting cannot be found in it;
/// what it holds from our institution can be counted.
/// </summary>
internal sealed class EthosTransfers(EthosOptions options, EthosReader reader)
{
    /// <summary>13 and 11 are Colleague's, 10 is Banner's.</summary>
    public static readonly int[] Versions = [13, 11, 10];

    private const int PageSize = 500;

    /// <returns>How many transfers name our institution, and their credits.</returns>
    /// <exception cref="SisException">No version is supported, or a page cannot be read.</exception>
    public async Task<(int Count, decimal Credits)> CountOursAsync(CancellationToken cancellation)
    {
        var versions = new Queue<int>(Versions.Where(version => version <= options.NewestVersion));
        var ours = new Dictionary<string, decimal>(StringComparer.Ordinal);
        for (var (offset, limit, total) = (0, PageSize, int.MaxValue); offset < total;)
        {
            var answer = await reader.ReadAsync(HttpMethod.Get, $"/api/student-course-transfers?offset={offset}&limit={limit}", null, $"application/vnd.hedtech.integration.v{versions.Peek()}+json", cancellation);
            if (answer.Status == HttpStatusCode.NotAcceptable)
            {
                versions.Dequeue();
                if (versions.Count == 0)
                    throw new SisException($"Ethos supports no version of student-course-transfers from {options.NewestVersion} down (406): set Sis:Ethos:NewestVersion, or leave Sis:Ethos:TransferredFrom empty.");
                continue;
            }

            var page = answer.Records("student-course-transfers");
            total = answer.Number("x-total-count") ?? throw new SisException("Ethos sent student-course-transfers without x-total-count: it was not read.");
            if (page.Count == 0 && offset < total)
                throw new SisException("Ethos sent an empty page of student-course-transfers before its end: it was not read on.");
            foreach (var transfer in page.Where(transfer => IsOurs(transfer)))
                ours[Text(transfer, "id")] = Credits(transfer);
            (offset, limit) = (offset + page.Count, Math.Clamp(answer.Number("x-max-page-size") ?? limit, 1, limit));
        }

        return (ours.Count, ours.Values.Sum());
    }

    private bool IsOurs(JsonElement transfer) => transfer.TryGetProperty("transferredFrom", out var from) && from.ValueKind == JsonValueKind.Object
        && string.Equals(Text(from, "id"), options.TransferredFrom, StringComparison.OrdinalIgnoreCase);

    private static string Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= 60 } text
        ? text : throw Wrong(name);

    private static decimal Credits(JsonElement transfer) =>
        !transfer.TryGetProperty("credit", out var credit) || credit.ValueKind != JsonValueKind.Object || !credit.TryGetProperty("awardedCredit", out var awarded) || awarded.ValueKind == JsonValueKind.Null ? 0
        : awarded.ValueKind == JsonValueKind.Number && awarded.TryGetDecimal(out var credits) && credits is >= 0 and < 1000 ? credits : throw Wrong("awardedCredit");

    private static SisException Wrong(string field) => new($"Ethos sent a field '{field}' of student-course-transfers that cannot be read.");
}
