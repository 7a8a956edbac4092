using System.IO.Compression;
using System.Text;
using ClosedXML.Excel;
using CreditBridge.Core.Tables;

namespace CreditBridge.Tests.Tables;

/// <summary>Files of people: what is read, and the sentence for what is not.</summary>
[TestClass]
public sealed class TableFileTests
{
    private static Table Csv(string text) => TableFile.Read("list.csv", Encoding.UTF8.GetBytes(text));

    private static string Shown(Table table) => string.Join('|', table.Rows.Select(row => $"{row.Line}:{string.Join(',', table.Headers.Select(header => row[header]))}{(row.Problem is null ? "" : "!")}"));

    private static string Refused(byte[] content)
    {
        var problem = Assert.ThrowsExactly<InvalidDataException>(() => TableFile.Read("list.xlsx", content));
        Assert.StartsWith("list.xlsx", problem.Message);
        Assert.EndsWith(".", problem.Message);
        return problem.Message;
    }

    [TestMethod]
    [DataRow("a,b\n1,2\n3,4\n", "2:1,2|3:3,4")]
    [DataRow("\uFEFFa,b\r\n1,2\r\n", "2:1,2", DisplayName = "byte order mark")]
    [DataRow("a;b\n\"1,5\";2\n", "2:1,5,2", DisplayName = "semicolons")]
    [DataRow("a\tb\n1\t2\n", "2:1,2", DisplayName = "tabs")]
    [DataRow("sep=;\na;b\n1;2\n", "3:1,2", DisplayName = "Excel's hint")]
    [DataRow("a,b\n\n1,2\n,\n  , \n3,4", "3:1,2|6:3,4", DisplayName = "blank lines are skipped and counted")]
    [DataRow("a,b\n\"x\ny\",2\n3,4\n", "2:x\ny,2|4:3,4", DisplayName = "a line break in quotes")]
    [DataRow("a,b\n1\n3,4,,\n", "2:1,|3:3,4", DisplayName = "short and padded rows")]
    [DataRow("a,b\n1,2,3\n4,5\n", "2:1,2!|3:4,5", DisplayName = "a cell too many refuses its row")]
    [DataRow("a,b\n=1+1,2\n4,5\n", "2:=1+1,2!|3:4,5", DisplayName = "a formula refuses its row")]
    [DataRow("a,b\n'=1+1,'-5\n", "2:=1+1,-5", DisplayName = "what we protected comes back as it was")]
    [DataRow("a,b\n1,\"2\n3,4\n5,6\n", "2:1,2!|3:3,4|4:5,6", DisplayName = "a stray quote refuses its row, not the rest")]
    public void Read_Csv_GivesRowsWithTheirLines(string text, string expected) => Assert.AreEqual(expected, Shown(Csv(text)));

    [TestMethod]
    [DataRow("", "is empty")]
    [DataRow("\n\n", "is empty")]
    [DataRow("a,b,A\n1,2,3", "names the column 'a' twice")]
    public void Read_WithoutAHeader_SaysSo(string text, string says) => Assert.Contains(says, Assert.ThrowsExactly<InvalidDataException>(() => Csv(text)).Message);

    [TestMethod]
    public void Read_NotUtf8NoTextOrTooMuch_SaysWhatToDo()
    {
        Assert.Contains("CSV UTF-8", Refused([.. "a,b\n1,caf"u8, 0xE9, (byte)'\n']));
        Assert.Contains("neither text nor a workbook", Refused([(byte)'a', 0, 1]));
        Assert.Contains("save it as .xlsx", Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1]));
        Assert.Contains("damaged workbook", Refused([.. "PK"u8, 3, 4, 5]));
        Assert.Contains("more than 100,000 rows", Refused(Encoding.UTF8.GetBytes("a\n" + string.Concat(Enumerable.Repeat("x\n", 100_001)))));
        Assert.Contains("201 columns", Refused(Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(1, 201).Select(i => $"c{i}")))));
        Assert.Contains("at most 20 MB", Refused(new byte[TableFile.MostBytes + 1]));
        Assert.Contains("no column 'b', 'c'; needed are a, b, c", Assert.ThrowsExactly<InvalidDataException>(() => Csv("a,x\n1,2").Demand("a", "b", "c")).Message);
    }

    [TestMethod]
    public void Read_Workbook_GivesWhatThePersonSees()
    {
        var table = TableFile.Read("list.xlsx", Made(sheet =>
        {
            sheet.Cell(1, 1).SetValue("Student Number");
            sheet.Cell(1, 2).SetValue("Score");
            sheet.Cell(1, 3).SetValue("Issued on");
            sheet.Cell(1, 4).SetValue("Share");
            sheet.Cell(2, 1).SetValue("00123");
            sheet.Cell(2, 2).SetValue(4);
            sheet.Cell(2, 3).SetValue(new DateTime(2026, 5, 1));
            sheet.Cell(2, 3).Style.DateFormat.Format = "dd/mm/yyyy";
            sheet.Cell(2, 4).SetValue(0.7);
            sheet.Cell(2, 4).Style.NumberFormat.Format = "0%";
            sheet.Cell(4, 1).SetValue("=1+1").Style.IncludeQuotePrefix = true;
            sheet.Cell(4, 2).SetValue(0.1 + 0.2);
            sheet.Cell(4, 4).SetValue(true);
            sheet.Cell(5, 1).SetValue("S5");
            sheet.Cell(5, 2).FormulaA1 = "1+3";
        }));
        Assert.AreEqual("2:00123,4,2026-05-01,70%|4:=1+1,0.3,,yes|5:S5,,,!", Shown(table));
        Assert.Contains("Cell B5 holds a formula", table.Rows[2].Problem!);
        Assert.AreEqual("student_number", table.Headers[0]);
    }

    [TestMethod]
    public void Read_WorkbookWithAHiddenSheetFirst_TakesTheVisibleOne()
    {
        using var workbook = new XLWorkbook();
        workbook.AddWorksheet("Lists").Cell(1, 1).SetValue("hidden");
        workbook.Worksheet("Lists").Visibility = XLWorksheetVisibility.Hidden;
        workbook.AddWorksheet("Rows").Cell(1, 1).SetValue("shown");
        Assert.AreEqual("shown", TableFile.Read("list.xlsx", Saved(workbook)).Headers.Single());
    }

    [TestMethod]
    public void Read_ZipBomb_IsRefusedBeforeItIsUnpacked()
    {
        var started = TimeProvider.System.GetTimestamp();
        var bomb = Changed(Made(sheet => sheet.Cell(1, 1).SetValue("a")), "xl/worksheets/sheet1.xml", stream =>
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 300; i++)
                stream.Write(zeros);
        });
        Assert.IsLessThan(2 * 1024 * 1024, bomb.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("it was not opened", Refused(bomb));
        Assert.IsLessThan(10L * 1024 * 1024, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.IsLessThan(20, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
    }

    [TestMethod]
    public void Read_MacrosLinksDtdAndManyParts_AreRefused()
    {
        var plain = Made(sheet => sheet.Cell(1, 1).SetValue("a"));
        Assert.Contains("macros", Refused(Changed(plain, "xl/vbaProject.bin", _ => { })));
        Assert.Contains("other workbooks", Refused(Changed(plain, "xl/externalLinks/externalLink1.xml", _ => { })));
        Assert.Contains("damaged", Refused(Changed(plain, "xl/worksheets/sheet1.xml", stream => stream.Write("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet>&e;</worksheet>"u8))));
        var many = plain;
        for (var i = 0; i < 4; i++)
            many = Changed(many, Enumerable.Range(i * 60, 60).Select(part => $"xl/media/{part}.bin"), _ => { });
        Assert.Contains("at most 200", Refused(many));
    }

    [TestMethod]
    public void Write_Workbook_IsValidAndComesBackAsItWas()
    {
        (string? Text, decimal? Number, DateOnly? Day)[] rows =
        [
            ("=1+1", 2.5m, new(2026, 5, 31)), (" 'quoted' & <b> \r\n\ttwo lines ", -3, null), ("bell \u0007, half \ud800, smile 😀", 0.125m, new(1999, 12, 31)), (null, null, new(2026, 1, 1)),
        ];
        IReadOnlyList<Core.Reports.ReportColumn<(string? Text, decimal? Number, DateOnly? Day)>> columns = [new("text", row => row.Text), new("number", row => row.Number), new("day", row => row.Day)];
        using var stream = new MemoryStream();
        TableWriting.Write(stream, asWorkbook: true, "A & B", "Ann <author>", columns, rows);
        var table = TableFile.Read("written.xlsx", stream.ToArray());
        Assert.AreEqual("=1+1;2.5;2026-05-31|'quoted' & <b> \r\n\ttwo lines;-3;|bell \uFFFD, half \uFFFD, smile 😀;0.125;1999-12-31|;;2026-01-01", string.Join('|', table.Rows.Select(row => $"{row["text"]};{row["number"]};{row["day"]}")));

        using var document = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(stream, isEditable: false);
        var faults = new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(document).Select(fault => $"{fault.Part?.Uri} {fault.Description}");
        Assert.AreEqual("", string.Join('\n', faults));
        using var opened = new XLWorkbook(stream);
        var cell = opened.Worksheet("A & B").Cell(2, 1);
        Assert.AreEqual(("=1+1", false, true), (cell.GetString(), cell.HasFormula, cell.Style.IncludeQuotePrefix));
        Assert.AreEqual("Ann <author>", opened.Properties.Author);
    }

    private static byte[] Made(Action<IXLWorksheet> fill)
    {
        using var workbook = new XLWorkbook();
        fill(workbook.AddWorksheet("Rows"));
        return Saved(workbook);
    }

    private static byte[] Saved(XLWorkbook workbook)
    {
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    private static byte[] Changed(byte[] workbook, string entry, Action<Stream> write) => Changed(workbook, [entry], write);

    private static byte[] Changed(byte[] workbook, IEnumerable<string> entries, Action<Stream> write)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var name in entries)
            {
                archive.GetEntry(name)?.Delete();
                using var content = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                write(content);
            }
        }

        return stream.ToArray();
    }
}
