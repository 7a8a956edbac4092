using CreditBridge.Core.Grants;

namespace CreditBridge.Tests.Grants;

[TestClass]
public sealed class PostingKeyTests
{
    /// <summary>Worked out by another program: SHA-256 over each part's length (4 bytes, big-endian) and UTF-8 bytes. It may never change: keys are in student systems.</summary>
    [TestMethod]
    public void Of_KnownParts_IsTheKeyOnRecord() =>
        Assert.AreEqual("b1bf1cf3f9a3fdc60cb2944e86712d3a10384a7dac657f4e5bf52cdeecbb32d8", PostingKey.Of("HSU", "H20000017", "EQ-00121", "1", ""));

    [TestMethod]
    public void Of_PartsThatReadTheSameInARow_Differ() =>
        Assert.AreNotEqual(PostingKey.Of("A", "BC", "D", "E", ""), PostingKey.Of("AB", "C", "D", "E", ""));

    [TestMethod]
    public void Of_AnotherOccurrence_Differs() =>
        Assert.AreNotEqual(PostingKey.Of("A", "B", "C", "D", ""), PostingKey.Of("A", "B", "C", "D", "#1"));
}
