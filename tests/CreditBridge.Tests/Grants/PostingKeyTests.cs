using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

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

    [TestMethod]
    [DatabaseData]
    public async Task Key_OfTwoLines_IsRefusedByTheDatabase(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        await bridge.NightAsync();
        var line = await bridge.DbAsync(db => db.GrantLines.SingleAsync());
        await Assert.ThrowsExactlyAsync<DbUpdateException>(() => bridge.AddAsync(new GrantLine
        {
            GrantId = line.GrantId,
            RequestLineId = line.RequestLineId,
            AwardLineId = "other",
            Key = line.Key,
            Kind = line.Kind,
            CourseCode = "CHEM 1311",
            CourseLevel = line.CourseLevel,
            Credits = line.Credits,
        }));
    }
}
