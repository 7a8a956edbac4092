using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;

namespace CreditBridge.Web.Pages.Quarantine;

/// <summary>
/// A quarantined record for who may look and not act: its shape stays, and of its values only those that are known to name nobody. What cannot be taken apart is not shown.
/// </summary>
internal static partial class PayloadMask
{
    private const string Hidden = "•••";

    private static readonly HashSet<string> Shown =
    [
        "type", "context", "state", "status", "achievementid", "achievementname", "issuedon", "issuedat", "issueddate", "issuancedate", "validfrom", "validuntil", "expireson", "expiresat", "expiredon", "expires",
        "expirationdate", "updatedat", "createdat", "scale", "result", "resultmax", "score", "grade", "hours", "approve", "revoked", "isrevoked", "acceptance", "credentialstatus", "language", "level",
    ];

    public static string Of(QuarantinedRecord record) => record switch
    {
        { Format: CredentialFormat.Csv, Header: { } header } => $"{header}\n{OfCsv(header, record.Payload)}",
        _ => OfJson(record.Payload) ?? $"{record.Payload.Length:N0} characters, which name people or cannot be read: only who may handle the quarantine sees them.",
    };

    /// <summary>A sentence quotes what was wrong, which may be an address or a name.</summary>
    public static string OfSentence(string sentence) => Quoted().Replace(sentence, $"'{Hidden}'");

    private static string? OfJson(string payload)
    {
        try
        {
            var node = JsonNode.Parse(payload, documentOptions: new JsonDocumentOptions { MaxDepth = 64 });
            return node is JsonObject or JsonArray ? Masked(node)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) : null;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static JsonNode? Masked(JsonNode? node, string name = "") => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Masked(member.Value, member.Key)))),
        JsonArray items => new JsonArray([.. items.Select(item => Masked(item, name))]),
        null => null,
        _ => IsShown(name) ? node.DeepClone() : JsonValue.Create(Hidden),
    };

    /// <summary>A broken row may have its values in wrong columns: only what looks like a number, a date or a status is shown, and only where there are as many values as columns.</summary>
    private static string OfCsv(string header, string row)
    {
        var (names, values) = (Cells(header), Cells(row));
        return string.Join(',', values.Select((value, i) => value.Length == 0 || (names.Count == values.Count && IsShown(names[i]) && Plain().IsMatch(value)) ? value : Hidden));
    }

    private static bool IsShown(string name) => Shown.Contains(NoLetter().Replace(name, "").ToLowerInvariant());

    private static List<string> Cells(string line)
    {
        var (cells, cell, isQuoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var character in line)
        {
            if (character == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else
            {
                cell.Append(character);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }

    [GeneratedRegex("^([-0-9.:/+TZ ]{1,40}|active|revoked|expired|percent|pass|letter|points)$")]
    private static partial Regex Plain();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex("[^A-Za-z]")]
    private static partial Regex NoLetter();
}
