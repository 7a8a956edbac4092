using System.Reflection;
using CreditBridge.OpenBadges;
using CreditBridge.Tests.House;

namespace CreditBridge.Tests.OpenBadges;

[TestClass]
public sealed class ReasonsTests
{
    [TestMethod]
    public void Docs_OfEveryReason_SayWhatItMeans()
    {
        var docs = File.ReadAllText(Path.Combine(HouseTests.Root, "docs/verification.md"));
        var codes = typeof(Reasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.IsGreaterThan(30, codes.Count);
        Assert.AreEqual("", string.Join(", ", codes.Where(code => !docs.Contains($"`{code}`", StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Docs_NameNoReasonThatIsNone()
    {
        var known = typeof(Reasons).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToHashSet();
        var rows = File.ReadAllLines(Path.Combine(HouseTests.Root, "docs/verification.md")).SkipWhile(line => line != "## Reasons").TakeWhile(line => !line.StartsWith("## What", StringComparison.Ordinal)).Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        foreach (var code in rows.SelectMany(row => row.Split('|')[1].Split(',')).Select(cell => cell.Trim().Trim('`')))
            Assert.Contains(code, known);
    }
}
