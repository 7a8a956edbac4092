namespace CreditBridge.Core.Requests;

/// <summary>An open line as the page showed it: it is decided only while it still is just so.</summary>
/// <param name="Version">Of the line, as it was on the page.</param>
public sealed record AlikeLine(Guid LineId, int Version)
{
    /// <summary>As a form field carries it.</summary>
    public override string ToString() => $"{LineId:N}.{Version}";

    /// <returns>Null when it is no such text.</returns>
    public static AlikeLine? Read(string? text) =>
        text?.Split('.') is [var id, var version] && Guid.TryParseExact(id, "N", out var line) && int.TryParse(version, System.Globalization.CultureInfo.InvariantCulture, out var number) ? new(line, number) : null;
}
