using ClosedXML.Excel;

namespace CreditBridge.Core.Reports;

/// <summary>
/// The one writer of workbooks. Texts are written as text with the quote prefix, so that no spreadsheet runs them as a formula and '00123' stays as it is; numbers and
/// dates are typed. Column widths are set here, because measuring text needs a graphics library that servers lack.
/// </summary>
public sealed class Workbook : IDisposable
{
    private const int WidestColumn = 60;

    private readonly XLWorkbook _workbook = new();

    public Workbook(string title, string author)
    {
        _workbook.Properties.Title = title;
        _workbook.Properties.Author = author;
    }

    /// <summary>A sheet of names and values, for what a reader must know first.</summary>
    public void AddFacts(string name, IReadOnlyList<(string Name, object? Value)> facts)
    {
        var sheet = _workbook.AddWorksheet(name);
        for (var row = 0; row < facts.Count; row++)
        {
            Write(sheet.Cell(row + 1, 1), facts[row].Name);
            Write(sheet.Cell(row + 1, 2), facts[row].Value);
        }

        sheet.Column(1).Width = 28;
        sheet.Column(1).Style.Font.Bold = true;
        sheet.Column(2).Width = WidestColumn;
        sheet.Column(2).Style.Alignment.WrapText = true;
        sheet.Column(2).Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Left;
    }

    /// <summary>A sheet with a frozen, filtered header row that is repeated on each printed page.</summary>
    public void AddTable<T>(string name, IReadOnlyList<ReportColumn<T>> columns, IReadOnlyCollection<T> rows)
    {
        var sheet = _workbook.AddWorksheet(name);
        var widths = columns.Select(column => column.Header.Length).ToArray();
        for (var c = 0; c < columns.Count; c++)
            Write(sheet.Cell(1, c + 1), columns[c].Header);
        var r = 2;
        foreach (var row in rows)
        {
            for (var c = 0; c < columns.Count; c++)
            {
                var cell = sheet.Cell(r, c + 1);
                Write(cell, columns[c].Value(row));
                widths[c] = Math.Max(widths[c], cell.GetFormattedString().Length);
            }

            r++;
        }

        for (var c = 0; c < columns.Count; c++)
            sheet.Column(c + 1).Width = Math.Min(WidestColumn, widths[c] + 3);
        var header = sheet.Range(1, 1, 1, columns.Count);
        header.Style.Font.Bold = true;
        header.Style.Fill.BackgroundColor = XLColor.FromHtml("#DDEBEA");
        sheet.SheetView.FreezeRows(1);
        sheet.Range(1, 1, Math.Max(1, r - 1), columns.Count).SetAutoFilter();
        sheet.PageSetup.SetRowsToRepeatAtTop(1, 1);
        sheet.PageSetup.PageOrientation = XLPageOrientation.Landscape;
        sheet.PageSetup.FitToPages(1, 0);
    }

    public void Save(Stream to) => _workbook.SaveAs(to);

    public void Dispose() => _workbook.Dispose();

    private static void Write(IXLCell cell, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case decimal or int or long or double:
                cell.SetValue(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
                if (value is decimal)
                    cell.Style.NumberFormat.Format = "0.###";
                break;
            case DateOnly date:
                cell.SetValue(date.ToDateTime(TimeOnly.MinValue));
                cell.Style.DateFormat.Format = "yyyy-mm-dd";
                break;
            case DateTime instant:
                cell.SetValue(instant);
                cell.Style.DateFormat.Format = "yyyy-mm-dd hh:mm";
                break;
            case bool yes:
                cell.SetValue(yes ? "yes" : "no");
                break;
            default:
                cell.SetValue(value.ToString());
                cell.Style.IncludeQuotePrefix = true;
                break;
        }
    }
}
