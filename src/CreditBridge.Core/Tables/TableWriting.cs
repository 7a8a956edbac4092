using System.Globalization;
using CreditBridge.Core.Reports;
using CsvHelper;

namespace CreditBridge.Core.Tables;

/// <summary>Writes a table that <see cref="TableFile"/> reads back: CSV, or a workbook of one sheet. No spreadsheet takes a text for a formula.</summary>
public static class TableWriting
{
    private const int LongestCell = 32_767;

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape, WriteByteOrderMark = true };

    /// <exception cref="InvalidDataException">A text is longer than a cell of a workbook can be.</exception>
    public static void Write<T>(Stream to, bool asWorkbook, string title, string author, IReadOnlyList<ReportColumn<T>> columns, IReadOnlyCollection<T> rows)
    {
        if (asWorkbook)
        {
            foreach (var column in columns)
            {
                if (rows.Any(row => column.Value(row) is string { Length: > LongestCell }))
                    throw new InvalidDataException($"A text in '{column.Header}' is longer than a cell of a workbook can be: write a CSV file instead.");
            }

            using var workbook = new StreamedWorkbook(to, title, author);
            workbook.Add(title, columns, rows);
            return;
        }

        using var writer = CsvWriter.Create(to, Options, leaveOpen: true);
        writer.WriteRecord([.. columns.Select(column => column.Header)]);
        foreach (var row in rows)
            writer.WriteRecord([.. columns.Select(column => Text(column.Value(row)))]);
    }

    /// <summary>As a cell reads it back.</summary>
    internal static string Text(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        bool yes => yes ? "yes" : "no",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
