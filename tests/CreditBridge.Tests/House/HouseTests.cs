using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CreditBridge.Tests.House;

/// <summary>The rules of the house that a program can check: who may reference whom, how long a file may be, which names say nothing.</summary>
[TestClass]
public sealed partial class HouseTests
{
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["CreditBridge.OpenBadges"] = [],
        ["CreditBridge.Sis"] = [],
        ["CreditBridge.Core"] = ["CreditBridge.OpenBadges"],
        ["CreditBridge.Jobs"] = ["CreditBridge.Core", "CreditBridge.Sis"],
        ["CreditBridge.Web"] = ["CreditBridge.Core", "CreditBridge.Jobs"],
    };

    public static string Root { get; } = FindRoot();

    [TestMethod]
    public void Projects_ReferenceOnlyWhatTheyMay()
    {
        var projects = Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories);
        CollectionAssert.AreEquivalent(MayReference.Keys.ToList(), projects.Select(Path.GetFileNameWithoutExtension).ToList());
        foreach (var project in projects)
        {
            var references = XDocument.Load(project).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
            CollectionAssert.AreEquivalent(MayReference[Path.GetFileNameWithoutExtension(project)], references.ToList(), project);
        }
    }

    [TestMethod]
    public void Sis_KnowsNoEntityFramework() =>
        Assert.DoesNotContain("EntityFramework", File.ReadAllText(Path.Combine(Root, "src/CreditBridge.Sis/CreditBridge.Sis.csproj")));

    [TestMethod]
    public void Source_HasNoFileOver300LinesAndNoNameThatSaysNothing()
    {
        var sources = Sources().ToList();
        Assert.IsGreaterThan(100, sources.Count);
        Assert.AreEqual("", string.Join("\n", sources.Where(file => File.ReadLines(file).Count() > 300)));
        Assert.AreEqual("", string.Join("\n", sources.Where(file => NamesThatSayNothing().IsMatch(Path.GetFileNameWithoutExtension(file)))));
    }

    [TestMethod]
    public void Source_HasNoRawSqlFromTextAndNoBlockingWait()
    {
        var findings = Sources().SelectMany(file => File.ReadLines(file).Where(line => Forbidden().IsMatch(line)).Select(line => $"{file}: {line.Trim()}"));
        Assert.AreEqual("", string.Join("\n", findings));
    }

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CreditBridge.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("CreditBridge.sln is above no test folder.");
    }

    [GeneratedRegex("^(Extensions|Helpers?|Utils?|Common|Manager)$")]
    private static partial Regex NamesThatSayNothing();

    [GeneratedRegex(@"FromSqlRaw\(\$|NotImplementedException|Thread\.Sleep|\.GetAwaiter\(\)\.GetResult|AdjustToContents")]
    private static partial Regex Forbidden();
}
