using CreditBridge.Core.Requests;
using CreditBridge.Tests.Requests.Desk;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Requests;

[TestClass]
public sealed class TurnaroundTests
{
    [TestMethod]
    [DataRow(1, 1.0, 1.0)]
    [DataRow(2, 1.0, 2.0)]
    [DataRow(10, 5.0, 9.0)]
    [DataRow(11, 6.0, 10.0)]
    public void Ranks_AreValuesThatWereSeen(int count, double median, double ninetieth)
    {
        var row = new Turnaround("x", [.. Enumerable.Range(1, count).Select(day => (double)day)], 0, 0);
        Assert.AreEqual((median, ninetieth), (row.Median, row.NinetiethPercentile));
        Assert.IsNull(row.ShareInTime);
    }

    [TestMethod]
    public async Task Read_ADecisionAfterThePromise_IsCountedLateInItsMonthAndRule()
    {
        await using var bridge = await DeskWorld.CreateAsync();
        var line = (await bridge.RequestAsync()).Lines[0].Id;
        bridge.Time.Advance(TimeSpan.FromDays(40));
        await bridge.InScopeAsync<LineDeciding>(deciding => deciding.ApproveAsync(line, null, null, null, TestBridge.Evaluator, CancellationToken.None));
        var (months, populations, rules) = await bridge.DbAsync(async db => await Turnaround.ReadAsync(db, db.CreditRequests, await db.Institutions.SingleAsync(), new(2026, 2, 1), CancellationToken.None));
        Assert.AreEqual(("2027-01", 1, 0.0), (months.Single().Of, months.Single().Count, months.Single().ShareInTime!.Value));
        Assert.AreEqual(40, months.Single().Median, 0.1);
        Assert.AreEqual(("General", "EQ-00002"), (populations.Single().Of, rules.Single().Of));
        (months, _, _) = await bridge.DbAsync(async db => await Turnaround.ReadAsync(db, db.CreditRequests, await db.Institutions.SingleAsync(), new(2027, 2, 1), CancellationToken.None));
        Assert.IsEmpty(months);
    }
}
