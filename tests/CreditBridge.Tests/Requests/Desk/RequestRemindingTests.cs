using CreditBridge.Core.Requests;
using CreditBridge.Tests.Support;
using static CreditBridge.Tests.Requests.Desk.DeskWorld;

namespace CreditBridge.Tests.Requests.Desk;

[TestClass]
public sealed class RequestRemindingTests
{
    [TestMethod]
    public async Task Sweep_FacultyThatDoesNotAnswer_IsRemindedOnceThenEscalatedOnce()
    {
        await using var bridge = await CreateAsync();
        await bridge.SendAsync();
        // Asked on Tuesday 24 November: five working days end on 1 December, ten on 8 December.
        Assert.AreEqual(0, await SweepOnAsync(bridge, new(2026, 12, 1)));
        Assert.AreEqual(1, await SweepOnAsync(bridge, new(2026, 12, 2)));
        Assert.AreEqual(0, await SweepOnAsync(bridge, new(2026, 12, 8)));
        Assert.AreEqual(1, await SweepOnAsync(bridge, new(2026, 12, 9)));
        Assert.AreEqual(0, await SweepOnAsync(bridge, new(2026, 12, 10)));
        var letters = await bridge.LettersAsync();
        Assert.HasCount(1, letters.Where(letter => letter == "FacultyReminded fay@small.example"));
        Assert.HasCount(1, letters.Where(letter => letter == "Escalated rosa@small.example"));
        Assert.AreEqual(RequestState.WithFaculty, (await bridge.RequestAsync()).State);
    }

    [TestMethod]
    public async Task Sweep_AHoliday_PutsTheReminderOff()
    {
        await using var bridge = await CreateAsync();
        await bridge.AddAsync(new Holiday { On = new(2026, 11, 26), Name = "Thanksgiving" });
        await bridge.SendAsync();
        Assert.AreEqual(0, await SweepOnAsync(bridge, new(2026, 12, 2)));
        Assert.AreEqual(1, await SweepOnAsync(bridge, new(2026, 12, 3)));
    }

    [TestMethod]
    public async Task Sweep_ALearnerWhoDoesNotAnswer_IsRemindedOnceAndNothingCloses()
    {
        await using var bridge = await CreateAsync();
        var request = await bridge.RequestAsync();
        await bridge.InScopeAsync<RequestTurns>(turns => turns.AskLearnerAsync(request.Id, "Please send the syllabus.", TestBridge.Evaluator, CancellationToken.None));
        // Due on 22 December; five working days before is 15 December.
        Assert.AreEqual(0, await SweepOnAsync(bridge, new(2026, 12, 14)));
        Assert.AreEqual(1, await SweepOnAsync(bridge, new(2026, 12, 15)));
        Assert.AreEqual(0, await SweepOnAsync(bridge, new(2027, 2, 1)));
        Assert.HasCount(2, (await bridge.LettersAsync()).Where(letter => letter == "InformationAsked ada@example.edu"));
        Assert.AreEqual(RequestState.MoreInformation, (await bridge.RequestAsync()).State);
    }

    private static Task<int> SweepOnAsync(TestBridge bridge, DateOnly day)
    {
        bridge.Time.SetUtcNow(new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));
        return bridge.InScopeAsync<RequestReminding, int>(reminding => reminding.SweepAsync(CancellationToken.None));
    }
}
