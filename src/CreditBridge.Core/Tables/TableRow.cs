using System.Globalization;

namespace CreditBridge.Core.Tables;

/// <summary>One row of a <see cref="Table"/>. A value that can't be read is a <see cref="FormatException"/> whose message is the sentence for the sender.</summary>
public sealed class TableRow
{
    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy-MM-dd HH:mm:ss"];

    private readonly Table _table;
    private readonly string[] _cells;

    internal TableRow(Table table, int line, string[] cells, string? problem) => (_table, Line, _cells, Problem) = (table, line, cells, problem);

    internal Table Table => _table;

    /// <summary>The line of the file, or the row of the sheet, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Why the row can't be read at all: a formula, a cell too many.</summary>
    public string? Problem { get; }

    /// <summary>The cell's text without white space around it; empty where the column is missing.</summary>
    public string this[string column] => _table.IndexOf(column) is { } index && index < _cells.Length ? _cells[index].Trim() : "";

    public string Text(string column, int most = 400)
    {
        var text = this[column];
        if (text.Length == 0)
            throw new FormatException($"'{column}' is empty.");
        return Short(column, text, most);
    }

    public string? TextOrNull(string column, int most = 400) => this[column] is { Length: > 0 } text ? Short(column, text, most) : null;

    public decimal? Number(string column)
    {
        var text = this[column];
        if (text.Length == 0)
            return null;
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            // Without the zeros at its end: '3.0' and '3' are one number.
            ? number / 1.0000000000000000000000000000m
            : throw new FormatException($"'{text}' in '{column}' is no number.");
    }

    public int? Whole(string column) => Number(column) switch
    {
        null => null,
        var number when number == decimal.Truncate(number.Value) && Math.Abs(number.Value) <= int.MaxValue => (int)number,
        var number => throw new FormatException($"'{number}' in '{column}' is no whole number."),
    };

    public DateOnly? Day(string column)
    {
        var text = this[column];
        if (text.Length == 0)
            return null;
        return DateTime.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? DateOnly.FromDateTime(day)
            : throw new FormatException($"'{text}' in '{column}' is no date: write it as 2026-05-31.");
    }

    /// <summary>Empty is 'no'.</summary>
    public bool Yes(string column) => this[column].ToLowerInvariant() switch
    {
        "" or "no" or "n" or "false" or "0" => false,
        "yes" or "y" or "true" or "1" or "x" => true,
        var other => throw new FormatException($"'{other}' in '{column}' is neither yes nor no."),
    };

    /// <summary>One of the names of an enum, whatever its case and with spaces or without.</summary>
    public T? One<T>(string column) where T : struct, Enum
    {
        var text = this[column];
        if (text.Length == 0)
            return null;
        var plain = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        foreach (var name in Enum.GetNames<T>())
        {
            if (string.Equals(name, plain, StringComparison.OrdinalIgnoreCase))
                return Enum.Parse<T>(name);
        }

        throw new FormatException($"'{text}' in '{column}' is none of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    /// <summary>Several texts in one cell, with semicolons between them.</summary>
    public IReadOnlyList<string> Several(string column) => this[column].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Short(string column, string text, int most) =>
        text.Length <= most ? text : throw new FormatException($"'{column}' has {text.Length:N0} characters; at most {most:N0} are kept.");
}
