using System.Text.Json;
using CreditBridge.Sis.Ethos.Reads;

namespace CreditBridge.Sis.Ethos;

/// <summary>
/// <c>student-course-transfers</c>: all transferred credit, read only. It knows learners and institutions by GUID only and no source course, so a posting cannot be found in it;
/// what it holds from our institution can be counted.
/// </summary>
internal sealed class EthosTransfers(EthosOptions options, EthosReader reader)
{
    /// <summary>13 and 11 are Colleague's, 10 is Banner's.</summary>
    public static readonly int[] Versions = [13, 11, 10];

    /// <returns>How many transfers name our institution, and their credits.</returns>
    /// <exception cref="SisException">No version is supported, or a page cannot be read.</exception>
    public async Task<(int Count, decimal Credits)> CountOursAsync(CancellationToken cancellation)
    {
        var ours = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var transfer in await new EthosPages(reader).ReadAsync("student-course-transfers", Versions.Where(version => version <= options.NewestVersion), null, mayChange: true, cancellation))
        {
            if (IsOurs(transfer))
                ours[Text(transfer, "id")] = Credits(transfer);
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
