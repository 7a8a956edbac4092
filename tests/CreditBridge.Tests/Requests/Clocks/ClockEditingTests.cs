using CreditBridge.Core;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Requests.Clocks;

[TestClass]
public sealed class ClockEditingTests
{
    [TestMethod]
    public async Task Promise_SetForVeterans_HoldsForWhatTheNightOpensNext()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await bridge.InScopeAsync<ClockEditing>(editing => editing.PromiseAsync(Population.Veteran, 3, PromiseUnit.WorkingDays, TestBridge.Registrar, CancellationToken.None));
        await bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == "S1").ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Population, Population.Veteran)));
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, "advanced"), Row("2", "ben@example.edu", "advanced")));
        await bridge.NightAsync();
        var promised = await bridge.DbAsync(db => db.CreditRequests.Join(db.Learners, request => request.LearnerId, learner => learner.Id, (request, learner) => new { learner.StudentNumber, request.PromisedOn }).ToDictionaryAsync(row => row.StudentNumber, row => row.PromisedOn));
        Assert.AreEqual((new DateOnly(2026, 11, 27), new DateOnly(2026, 12, 24)), (promised["S1"]!.Value, promised["S2"]!.Value));
    }

    [TestMethod]
    public async Task Promise_ByWhoMayNotOrOfNoLength_IsRefused()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => bridge.InScopeAsync<ClockEditing>(editing => editing.PromiseAsync(Population.General, 3, PromiseUnit.Days, TestBridge.Evaluator, CancellationToken.None)));
        foreach (var (length, unit) in new[] { (0, PromiseUnit.Days), (401, PromiseUnit.Days), (7, PromiseUnit.Terms) })
            await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<ClockEditing>(editing => editing.PromiseAsync(Population.General, length, unit, TestBridge.Registrar, CancellationToken.None)));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.Promises.CountAsync()));
    }

    [TestMethod]
    public async Task Holidays_AddedTwice_AreThereOnceAndCanBeRemoved()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var (days, problems) = HolidayLine.Read("2026-12-25 Christmas Day\r\n\n2027-01-01, New Year\n");
        Assert.IsEmpty(problems);
        Task<int> Add() => bridge.InScopeAsync<ClockEditing, int>(editing => editing.AddHolidaysAsync(days, TestBridge.Registrar, CancellationToken.None));
        Assert.AreEqual((2, 0), (await Add(), await Add()));
        var first = await bridge.DbAsync(db => db.Holidays.OrderBy(holiday => holiday.On).FirstAsync());
        Assert.AreEqual("Christmas Day", first.Name);
        await bridge.InScopeAsync<ClockEditing>(editing => editing.RemoveHolidayAsync(first.Id, TestBridge.Registrar, CancellationToken.None));
        await bridge.InScopeAsync<ClockEditing>(editing => editing.RemoveHolidayAsync(first.Id, TestBridge.Registrar, CancellationToken.None));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.Holidays.CountAsync()));
        Assert.AreEqual(3, await bridge.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.SubjectType == nameof(Holiday))));
    }

    [TestMethod]
    [DataRow("25.12.2026 Christmas")]
    [DataRow("2026-13-01 Nothing")]
    [DataRow("2026-12-25")]
    [DataRow("x")]
    [DataRow("")]
    public void Read_WhatIsNoHoliday_SaysSo(string text)
    {
        var (days, problems) = HolidayLine.Read(text);
        Assert.IsEmpty(days);
        Assert.HasCount(1, problems);
    }
}
