using CreditBridge.Core.Reports;

namespace CreditBridge.Core.Tables;

/// <summary>The result of an import as a workbook: every row of the file with what became of it, and why, in front.</summary>
public static class ImportWorkbook
{
    public static void Write(Stream to, Table table, ImportResult result, string author)
    {
        var rows = table.Rows.ToDictionary(row => row.Line);
        IReadOnlyList<ReportColumn<ImportedRow>> columns =
        [
            new("Line", row => row.Line),
            new("Outcome", row => row.Outcome.ToString()),
            new("Reason", row => row.Reason),
            new("Note", row => row.Note),
            new("About", row => row.Code),
            .. table.Headers.Where(header => header.Length > 0).Select(header => new ReportColumn<ImportedRow>(header, row => Cut(rows[row.Line][header]))),
        ];
        using var workbook = new StreamedWorkbook(to, $"Import of {table.Name}", author);
        workbook.Add("Rows", columns, result.Rows);
        (string Name, object? Value)[] facts =
        [
            ("File", table.Name),
            ("Result", result.IsDryRun ? "Dry run: nothing was changed" : "Imported"),
            ("Rows", result.Rows.Count),
            ("New", result.New),
            ("Changed", result.Changed),
            ("Same", result.Same),
            ("Rejected", result.Rejected),
        ];
        workbook.Add<(string Name, object? Value)>("Read me", [new("About this file", fact => fact.Name), new("", fact => fact.Value)], facts);
    }

    /// <summary>A cell holds no more; the file itself has the rest.</summary>
    private static string Cut(string text) => text.Length <= 32_000 ? text : text[..32_000] + "…";
}
