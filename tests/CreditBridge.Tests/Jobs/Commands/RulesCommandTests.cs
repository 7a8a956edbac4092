using System.Text.Json;
using CreditBridge.Tests.Rules.Files;
using CreditBridge.Tests.Support;

namespace CreditBridge.Tests.Jobs.Commands;

/// <summary>The commands for rules as a person or another program runs them: output, exit codes, sentences.</summary>
[TestClass]
public sealed class RulesCommandTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("creditbridge-rules-").FullName;

    private string Data => Path.Combine(_folder, "data");

    [TestCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow(new[] { "rules", "import" }, "Required argument")]
    [DataRow(new[] { "rules", "import", "x.csv", "--publish" }, "--publish needs --reason")]
    [DataRow(new[] { "rules", "import", "x.csv", "--reason", "why" }, "--reason goes with --publish")]
    [DataRow(new[] { "rules", "import", "x.csv", "--from", "soon" }, "--from takes a date")]
    [DataRow(new[] { "evaluate", "x.json", "--as-of", "31.12.2026" }, "--as-of takes a date")]
    [DataRow(new[] { "import", "rooms", "x.csv" }, "rooms")]
    public async Task Run_WithWrongWords_SaysSoAndExits2(string[] arguments, string says)
    {
        var (exit, output, errors) = await BridgeProcess.RunAsync(arguments);
        Assert.AreEqual(2, exit);
        Assert.Contains(says, output + errors);
    }

    [TestMethod]
    public async Task ImportThenEvaluateThenExport_OfAnEmptyFolder_Works()
    {
        var lakeside = Written("lakeside.csv", string.Join('\n', (await File.ReadAllLinesAsync(Equivalencies.Small)).Where(line => line.StartsWith("source", StringComparison.Ordinal) || line.StartsWith("Lakeside", StringComparison.Ordinal))));
        var imported = await JsonAsync(0, "rules", "import", lakeside, "--publish", "--reason", "We try it", "--data", Data, "--json");
        Assert.AreEqual("3 0 0 0 Lakeside College We try it", $"{imported["new"]} {imported["changed"]} {imported["same"]} {imported["rejected"]} {imported["book"]} {imported["selfApproved"].GetProperty("reason")}");
        var row = imported["rows"].EnumerateArray().First();
        Assert.AreEqual("2 new  EQ-00001", $"{row.GetProperty("line")} {row.GetProperty("outcome")} {row.GetProperty("reason")} {row.GetProperty("code")}");
        Assert.AreEqual("Exam Board", imported["created"].GetProperty("partners")[0].GetString());

        const string Asked = """{"credentials":[{"partner":"EXAM BOARD","achievement":"biology","issuedOn":"2026-05-01","score":4,"scale":"raw","assurance":"PartnerAsserted"}],"courses":[{"code":"MATH 1431","state":"passed"}]}""";
        var answer = await JsonAsync(0, "evaluate", Written("one.json", Asked), "--as-of", "2026-06-01", "--data", Data, "--json");
        Assert.AreEqual("5", answer["totalCredits"].ToString());
        var award = answer["awards"].EnumerateArray().Single();
        Assert.AreEqual("EQ-00003 BIO 100 BIO lower 5", string.Join(' ', new[] { "rule", "course", "subject", "level", "credits" }.Select(name => award.GetProperty(name).ToString())));
        var decision = answer["decisions"].EnumerateArray().Single();
        Assert.IsTrue(decision.GetProperty("satisfied").GetBoolean());
        Assert.Contains("Score 4 is at least 4.", decision.GetProperty("conditions").ToString());
        Assert.Contains("MATH 1431", answer["notes"].ToString());

        var (exit, output, _) = await BridgeProcess.RunAsync("evaluate", Written("two.json", $"[{Asked}, {Asked.Replace("biology", "botany", StringComparison.Ordinal)}]"), "--data", Data, "--json");
        Assert.AreEqual(1, exit);
        var both = JsonDocument.Parse(output).RootElement.EnumerateArray().ToList();
        Assert.AreEqual("5 0", string.Join(' ', both.Select(one => one.GetProperty("totalCredits"))));
        Assert.AreEqual("credentials[0]: Exam Board has no achievement 'botany'.", both[1].GetProperty("problems")[0].GetString());

        foreach (var name in new[] { "out.csv", "out.xlsx" })
        {
            var file = Path.Combine(_folder, name);
            Assert.AreEqual(0, (await BridgeProcess.RunAsync("rules", "export", file, "--data", Data)).Exit);
            var again = await JsonAsync(0, "rules", "import", file, "--data", Data, "--json");
            Assert.AreEqual("0 0 3 0", $"{again["new"]} {again["changed"]} {again["same"]} {again["rejected"]}");
        }

        var (missing, _, why) = await BridgeProcess.RunAsync("evaluate", Written("one.json", Asked), "--rule-set", "Nowhere", "--data", Data);
        Assert.AreEqual(1, missing);
        Assert.Contains("There are: Lakeside College.", why);
    }

    [TestMethod]
    [DataRow("{", "can't be read at line 1, character")]
    [DataRow("[]x", "can't be read at line 1, character")]
    [DataRow("null", "A portfolio can't be null.")]
    [DataRow("""{"credentials":[{"partner":"a"}]}""", "($.credentials[0]): it lacks 'achievement'.")]
    [DataRow("""{"credentials":[{"partner":"a","achievement":"b","issuedOn":"May"}]}""", "($.credentials[0].issuedOn): the value is of another kind")]
    [DataRow("""{"credentials":[],"grades":[]}""", "'grades' is not known here.")]
    public async Task Evaluate_OfWhatIsNoPortfolio_SaysWhere(string json, string says)
    {
        var (exit, _, errors) = await BridgeProcess.RunAsync("evaluate", Written("bad.json", json), "--data", Data);
        Assert.AreEqual(1, exit);
        Assert.Contains(says, errors);
        Assert.DoesNotContain("   at ", errors);
        Assert.HasCount(1, errors.Trim().Split('\n'));
    }

    [TestMethod]
    public async Task Import_OfWhatIsNoTable_SaysSoAndMakesNothing()
    {
        foreach (var (content, says) in new[] { ("", "is empty"), ("a,b\n1,2", "no column 'title'"), ("source_institution\nx", "needed are source_institution, provider") })
        {
            var (exit, _, errors) = await BridgeProcess.RunAsync("rules", "import", Written("bad.csv", content), "--data", Data);
            Assert.AreEqual(1, exit);
            Assert.Contains(says, errors);
            Assert.HasCount(1, errors.Trim().Split('\n'));
        }

        Assert.Contains("There is no file", (await BridgeProcess.RunAsync("rules", "import", "nowhere.csv", "--data", Data)).Errors);
    }

    [TestMethod]
    public async Task ImportCommand_TakesTheCatalogue()
    {
        var courses = Written("courses.csv", "subject,number,title,credits,level,department\nBIO,100,Biology,4,Lower,BIO\nBIO,101,Biology,lots,Lower,BIO\n");
        var (exit, output, _) = await BridgeProcess.RunAsync("import", "courses", courses, "--data", Data);
        Assert.AreEqual(1, exit);
        Assert.Contains("2 courses: 1 new, 0 changed, 0 same, 1 rejected.\nLine 3: 'lots' in 'credits' is no number.", output);
    }

    private string Written(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static async Task<Dictionary<string, JsonElement>> JsonAsync(int expected, params string[] arguments)
    {
        var (exit, output, errors) = await BridgeProcess.RunAsync(arguments);
        Assert.AreEqual(expected, exit, errors);
        return JsonDocument.Parse(output).RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
    }
}
