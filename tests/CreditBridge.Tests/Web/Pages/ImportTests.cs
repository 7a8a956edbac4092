using System.Text;
using CreditBridge.Core.Tables;
using CreditBridge.Tests.Support;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

/// <summary>A file from the choice to the result, without script.</summary>
[TestClass]
public sealed class ImportTests
{
    private const string Courses = "subject,number,title,credits,level,department\nZOO,100,Zoology,4,Lower,ZOO\nZOO,101,Zoology,lots,Lower,ZOO\nZOO,102,More zoology,3,Upper,ZOO\n";

    [TestMethod]
    public async Task File_IsTriedThenConfirmedThenTaken()
    {
        using var host = new WebHost();
        var registrar = await host.SignInAsync(host.Sample.Registrar);
        (await registrar.GetAsync("/imports")).IsShown("Imports").Has("input[type=radio]", 6);
        var sent = await UploadAsync(registrar, "courses", "courses.csv", Courses);
        sent.HasStatus(302);
        var address = sent.Response.Headers.Location!.ToString();
        var before = await host.QueryAsync(db => db.Courses.CountAsync());
        var check = (await registrar.GetAsync(address)).IsShown("Courses: what would happen").Says("courses.csv", "Import 2 rows", "Nothing is ever deleted");
        Assert.AreEqual("3 'lots' in 'credits' is no number. ZOO 101|2 ZOO 100 Zoology|4 ZOO 102 More zoology", string.Join('|', check.Rows().Select(row => string.Join(' ', row))));
        Assert.AreEqual(before, await host.QueryAsync(db => db.Courses.CountAsync()), "Looking changes nothing.");
        var dry = TableFile.Read("dry.xlsx", (await registrar.GetAsync(address + "?handler=Workbook")).Body);
        Assert.AreEqual("New Rejected New", string.Join(' ', dry.Rows.Select(row => row["outcome"])));

        (await registrar.SubmitAsync(check, "main form", ("Count", "3"))).HasStatus(409).Says("By now 2 rows would be taken, not 3.");
        Assert.AreEqual(before, await host.QueryAsync(db => db.Courses.CountAsync()));
        (await registrar.SubmitAsync(check, "main form")).IsShown("Courses imported").Says("2 rows were taken.").Has("a[href*='handler=Result']", 1).Has("a[href*='handler=Workbook']", 0);
        Assert.AreEqual(before + 2, await host.QueryAsync(db => db.Courses.CountAsync()));
        var result = TableFile.Read("result.xlsx", (await registrar.GetAsync(address + "?handler=Result")).Body);
        Assert.AreEqual("Zoology 'lots' in 'credits' is no number.", $"{result.Rows[0]["title"]} {result.Rows[1]["reason"]}");
        Assert.AreEqual("New Rejected New", string.Join(' ', result.Rows.Select(row => row["outcome"])));
        (await registrar.GetAsync(address)).Says("no row is new or changed", "Result of the last import of this file").Has("main form", 0);
        await registrar.GetAsync("/imports");
        await UploadAsync(registrar, "courses", "courses.csv", Courses);
        Assert.AreEqual("New Rejected New", string.Join(' ', TableFile.Read("r.xlsx", (await registrar.GetAsync(address + "?handler=Result")).Body).Rows.Select(row => row["outcome"])), "The same file again does not lose the result.");
        Assert.AreEqual("Same Rejected Same", string.Join(' ', TableFile.Read("d.xlsx", (await registrar.GetAsync(address + "?handler=Workbook")).Body).Rows.Select(row => row["outcome"])));
    }

    [TestMethod]
    public async Task File_ConfirmedByManyAtOnce_IsTakenOnce()
    {
        using var host = new WebHost();
        var registrar = await host.SignInAsync(host.Sample.Registrar);
        await registrar.GetAsync("/imports");
        var address = (await UploadAsync(registrar, "courses", "courses.csv", Courses)).Response.Headers.Location!.ToString();
        var check = await registrar.GetAsync(address);
        var before = await host.QueryAsync(db => db.Courses.CountAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => registrar.SubmitAsync(check, "main form")));
        Assert.AreEqual("200 409 409 409", string.Join(' ', answers.Select(answer => answer.Status).Order()));
        Assert.AreEqual(before + 2, await host.QueryAsync(db => db.Courses.CountAsync()));
    }

    [TestMethod]
    public async Task Rules_GoOutAndComeBackAsDrafts()
    {
        using var host = new WebHost();
        var registrar = await host.SignInAsync(host.Sample.Registrar);
        await registrar.GetAsync("/imports");
        var sheet = new TableText((await registrar.GetAsync("/imports?handler=Rules")).Body);
        Assert.IsGreaterThan(0, sheet.Rows.Count);
        foreach (var row in sheet.Rows.Where(row => row["title"].Length > 0).Take(1))
            row["title"] += " (edited)";
        var sent = await UploadAsync(registrar, "rules", "rules.csv", sheet.Text());
        var check = (await registrar.GetAsync(sent.Response.Headers.Location!.ToString())).IsShown("Rules: what would happen").Says("Import 1 row");
        (await registrar.SubmitAsync(check, "main form")).IsShown("Rules imported").Says("They are drafts now.");
        Assert.AreEqual(1, await host.QueryAsync(db => db.RuleVersions.CountAsync(version => version.Title.EndsWith("(edited)") && version.PublishedFrom == null)));
    }

    [TestMethod]
    [DataRow("courses", "", "is empty")]
    [DataRow("courses", "a,a\n1,2", "names the column &#x27;a&#x27; twice")]
    [DataRow("rooms", "a\n1", "Choose what the file holds.")]
    public async Task File_ThatIsNoTable_IsRefusedAtTheField(string kind, string content, string says)
    {
        using var host = new WebHost();
        var registrar = await host.SignInAsync(host.Sample.Registrar);
        await registrar.GetAsync("/imports");
        (await UploadAsync(registrar, kind, "bad.csv", content)).IsShown("Imports").Says(System.Net.WebUtility.HtmlDecode(says)).Has(".notice.tone-wrong a", 1);
    }

    [TestMethod]
    public async Task File_WithoutTheColumnsOrTooLargeOrChanged_IsToldInASentence()
    {
        using var host = new WebHost();
        var registrar = await host.SignInAsync(host.Sample.Registrar);
        await registrar.GetAsync("/imports");
        var sent = await UploadAsync(registrar, "courses", "other.csv", "a,b\n1,2\n");
        (await registrar.GetAsync(sent.Response.Headers.Location!.ToString())).HasStatus(200).Says("other.csv has no column 'subject'").Has("main form", 0);
        await registrar.GetAsync("/imports");
        (await UploadAsync(registrar, "courses", "big.csv", new string('x', TableFile.MostBytes + 1))).IsShown("Imports").Says("big.csv is larger than 20 MB");

        await registrar.GetAsync("/imports");
        var address = (await UploadAsync(registrar, "courses", "courses.csv", Courses)).Response.Headers.Location!.ToString();
        var kept = Directory.GetFiles(Path.Combine(host.DataFolder, "imports"), "file", SearchOption.AllDirectories).Single(file => File.ReadAllText(file) == Courses);
        await File.WriteAllTextAsync(kept, Courses.Replace("Zoology", "Alchemy", StringComparison.Ordinal));
        (await registrar.GetAsync(address)).HasStatus(404);
        (await registrar.GetAsync($"/imports/courses/{new string('0', 64)}")).HasStatus(404);
        (await registrar.GetAsync("/imports/courses/..%2F..%2Fcreditbridge.db")).HasStatus(404);
    }

    [TestMethod]
    public async Task Template_OfEachKind_HasTheColumnsThatAreRead()
    {
        using var host = new WebHost();
        var registrar = await host.SignInAsync(host.Sample.Registrar);
        var page = await registrar.GetAsync("/imports");
        foreach (var link in page.Document.QuerySelectorAll("main ul a").Select(link => link.GetAttribute("href")!))
        {
            var table = TableFile.Read("empty.xlsx", (await registrar.GetAsync(link)).Body);
            Assert.IsEmpty(table.Rows);
            Assert.IsGreaterThan(4, table.Headers.Count);
        }

        (await registrar.GetAsync("/imports?handler=Template&kind=rooms")).HasStatus(404);
    }

    private static Task<WebPage> UploadAsync(Visitor visitor, string kind, string name, string content) =>
        visitor.UploadAsync("/imports", "Input.File", name, Encoding.UTF8.GetBytes(content), ("Input.Kind", kind));
}
