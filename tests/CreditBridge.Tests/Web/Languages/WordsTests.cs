using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CreditBridge.Tests.Web.Languages;

[TestClass]
public sealed partial class WordsTests
{
    private static readonly string Source = SourceFolder();

    [TestMethod]
    public void Words_ThatPagesSay_AreThereInSpanish()
    {
        var spanish = Spanish();
        var missing = Sources().SelectMany(text => Said().Matches(text)).Select(match => match.Groups[1].Value).Distinct().Where(key => !spanish.ContainsKey(key)).ToList();
        Assert.IsEmpty(missing, string.Join('\n', missing));
    }

    [TestMethod]
    public void Words_InSpanish_AreEachUsedAndKeepTheirPlaces()
    {
        var sources = string.Concat(Sources());
        foreach (var (english, spanish) in Spanish())
        {
            // Role names come from the names of the roles.
            Assert.IsTrue(Enum.TryParse<CreditBridge.Core.Access.Role>(english, out _) || sources.Contains($"\"{english}\"", StringComparison.Ordinal), $"Nothing says '{english}'.");
            Assert.AreEqual(Places(english), Places(spanish), english);
        }
    }

    private static string Places(string text) => string.Join(' ', Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Spanish() =>
        XDocument.Load(Path.Combine(Source, "CreditBridge.Web", "Languages", "Words.es.resx")).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Source, "*.cs*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText);

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CreditBridge.sln")))
            folder = folder.Parent ?? throw new AssertFailedException("The solution's folder is not above the tests.");
        return Path.Combine(folder.FullName, "src");
    }

    [GeneratedRegex(@"\b(?:T|words|say)\[""([^""]*)""")]
    private static partial Regex Said();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
