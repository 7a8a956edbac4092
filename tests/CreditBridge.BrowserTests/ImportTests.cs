using System.Text;
using CreditBridge.BrowserTests.Support;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests;

/// <summary>A file from its choice to its result, with JavaScript and without.</summary>
[TestClass]
public sealed class ImportTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Registrar_TriesAFile_SeesTheReasons_AndTakesTheRest(bool withScript)
    {
        var subject = withScript ? "ZOOA" : "ZOOB";
        var file = $"subject,number,title,credits,level,department\n{subject},100,Zoology,4,Lower,ZOO\n{subject},101,Zoology,lots,Lower,ZOO\n{subject},102,A formula,=1+2,Lower,ZOO\n";
        await using var visit = await Visit.BeginAsync(Mode.Wide, options => options.JavaScriptEnabled = withScript);
        var page = visit.Page;
        await visit.SignInAsync("Registrar");
        await page.GotoAsync("/imports");
        await page.GetByRole(AriaRole.Button, new() { Name = "See what would happen" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose a file.");
        await SeeAsync(visit, withScript, "errors");

        await page.GetByRole(AriaRole.Radio, new() { Name = "Courses", Exact = true }).CheckAsync();
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = "courses.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file) });
        await page.GetByRole(AriaRole.Button, new() { Name = "See what would happen" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Courses: what would happen");
        var rejected = page.GetByRole(AriaRole.Table, new() { Name = "Rejected rows, each with its reason" });
        await Assertions.Expect(rejected.Locator("tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(rejected).ToContainTextAsync("'lots' in 'credits' is no number.");
        await SeeAsync(visit, withScript, "check");

        await page.GetByRole(AriaRole.Button, new() { Name = "Import 1 row", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Courses imported");
        await SeeAsync(visit, withScript, "done");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Every row as a workbook" }).ClickAsync());
        Assert.AreEqual("result.xlsx", download.SuggestedFilename);
        visit.Watch.SawNothing();
    }

    private static async Task SeeAsync(Visit visit, bool withScript, string name)
    {
        if (!withScript)
            return;
        foreach (var mode in Enum.GetValues<Mode>())
        {
            await visit.LookAsync(mode);
            await visit.Page.HasNoViolationAsync($"{name}, {mode}");
            var widths = await visit.Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, window.innerWidth]");
            Assert.IsLessThanOrEqualTo(widths[1], widths[0], $"{name}, {mode}: the page is wider than its window.");
        }

        await visit.LookAsync(Mode.Wide);
    }
}
