using ClosedXML.Excel;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Reports;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Reports;

[TestClass]
public sealed class GrantsReportTests
{
    [TestMethod]
    public async Task Write_WithAFilter_HasTypedCellsAndOnlyItsRows()
    {
        await using var bridge = await GrantedAsync("00123", "=HYPERLINK(\"x\")");
        using var workbook = await WorkbookAsync(bridge, new GrantFilter(Search: "00123"));
        var sheet = workbook.Worksheet("Grants");
        var headers = sheet.Row(1).CellsUsed().ToDictionary(cell => cell.GetString(), cell => cell.Address.ColumnNumber);
        Assert.AreEqual(2, sheet.LastRowUsed().RowNumber());
        Assert.AreEqual((XLDataType.Text, "00123"), (Cell("Student number").DataType, Cell("Student number").GetString()));
        Assert.AreEqual("=HYPERLINK(\"x\") Learner", Cell("Learner").GetString());
        Assert.IsTrue(Cell("Learner").Style.IncludeQuotePrefix);
        Assert.IsFalse(Cell("Learner").HasFormula);
        Assert.AreEqual((XLDataType.Number, 3d), (Cell("Credits").DataType, Cell("Credits").GetDouble()));
        Assert.AreEqual(XLDataType.DateTime, Cell("Approved at (UTC)").DataType);
        Assert.AreEqual("'00123'", Facts(workbook)["Filter"]);

        IXLCell Cell(string header) => sheet.Cell(2, headers[header]);
    }

    [TestMethod]
    public async Task Write_FilterThatMatchesNothing_IsAnEmptyTableThatSaysSo()
    {
        await using var bridge = await GrantedAsync("S9", "Ida");
        using var workbook = await WorkbookAsync(bridge, new GrantFilter(To: new DateOnly(2020, 1, 1)));
        Assert.AreEqual("0", Facts(workbook)["Rows"]);
        Assert.AreEqual(1, workbook.Worksheet("Grants").LastRowUsed().RowNumber());
    }

    [TestMethod]
    public async Task Write_DisclosesEachLearnerInItOnce()
    {
        await using var bridge = await GrantedAsync("S9", "Ida");
        using var workbook = await WorkbookAsync(bridge, new GrantFilter());
        Assert.AreEqual(1, await bridge.DbAsync(db => db.DisclosureEntries.CountAsync(entry => entry.Purpose == "Workbook of grants")));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "Grants exported")));
    }

    private static Dictionary<string, string> Facts(XLWorkbook workbook) =>
        workbook.Worksheet("Read me").RowsUsed().ToDictionary(row => row.Cell(1).GetString(), row => row.Cell(2).GetFormattedString());

    private static async Task<XLWorkbook> WorkbookAsync(TestBridge bridge, GrantFilter filter)
    {
        var stream = new MemoryStream();
        await bridge.InScopeAsync<GrantsReport>(report => report.WriteAsync(filter, TestBridge.Registrar, stream, CancellationToken.None));
        stream.Position = 0;
        return new XLWorkbook(stream);
    }

    private static async Task<TestBridge> GrantedAsync(string number, string name)
    {
        var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await bridge.AddAsync(LearnerOf(number, name, "z@example.edu", bridge.Time.GetUtcNow().UtcDateTime));
        bridge.Drop(Acme, "a.csv", Csv(Row("1", "z@example.edu")));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Granted);
        return bridge;
    }
}
