using System.Globalization;
using System.Text.Json;
using CreditBridge.Jobs.Connectors.Paged;

namespace CreditBridge.Jobs.Connectors;

/// <summary>How far a source that gives pages has been read, for people: the connector's own checkpoint is for nobody's eyes.</summary>
/// <param name="Listed">Records that the pull under way, or the last one, has listed.</param>
/// <param name="Total">How many the source said it has; null where it does not say.</param>
/// <param name="Since">It reads what changed since (UTC); null: everything.</param>
public sealed record PullProgress(long Listed, long? Total, DateTime? Since, bool IsEnded)
{
    /// <returns>Null for a checkpoint of another kind, such as a file's.</returns>
    public static PullProgress? Of(string scope, string checkpoint)
    {
        if (scope != PullPosition.Scope)
            return null;
        try
        {
            return JsonSerializer.Deserialize<PullPosition>(checkpoint) is { } at ? new(at.Listed, at.Total, at.Since, at.Cursor is null) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public string Words
    {
        get
        {
            var what = Since is { } since ? $"what changed since {since.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC" : "everything";
            var of = Total is { } total && total != Listed ? $" of {total:N0}" : "";
            return $"{Listed:N0}{of} {(Listed == 1 && of.Length == 0 ? "record" : "records")}, {(IsEnded ? "to the end" : "so far")}, of {what}";
        }
    }
}
