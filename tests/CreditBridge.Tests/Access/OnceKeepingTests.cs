using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Access;

[TestClass]
public sealed class OnceKeepingTests
{
    private static readonly Guid Portal = Guid.CreateVersion7();

    [TestMethod]
    [DatabaseData]
    public async Task Begin_ManyAtOnce_OneDoesIt_TheRestAreToldItIsBeingDone(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider);
        var turns = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => BeginAsync(bridge, "k", "hash"))));
        var mine = Assert.ContainsSingle(turns.OfType<OnceTurn.Mine>());
        Assert.HasCount(5, turns.OfType<OnceTurn.Busy>().ToList());
        await bridge.InScopeAsync<OnceKeeping>(keeping => keeping.FinishAsync(mine, 201, "{}", default));
        Assert.AreEqual(new OnceTurn.Done(201, "{}"), await BeginAsync(bridge, "k", "hash"));
        Assert.IsInstanceOfType<OnceTurn.Another>(await BeginAsync(bridge, "k", "other"));
        Assert.IsInstanceOfType<OnceTurn.Mine>(await BeginAsync(bridge, "K", "other"), "Keys are compared byte for byte.");
    }

    [TestMethod]
    [DatabaseData]
    public async Task Answer_OfADayAgo_IsSwept_AndAHalfDoneOneIsTakenOver(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider);
        var done = (OnceTurn.Mine)await BeginAsync(bridge, "done", "hash");
        await bridge.InScopeAsync<OnceKeeping>(keeping => keeping.FinishAsync(done, 201, "{}", default));
        await BeginAsync(bridge, "broken off", "hash");
        bridge.Time.Advance(OnceKeeping.Patience - TimeSpan.FromSeconds(1));
        Assert.IsInstanceOfType<OnceTurn.Busy>(await BeginAsync(bridge, "broken off", "hash"));
        bridge.Time.Advance(TimeSpan.FromSeconds(2));
        var again = Assert.IsInstanceOfType<OnceTurn.Mine>(await BeginAsync(bridge, "broken off", "hash"));
        await bridge.InScopeAsync<OnceKeeping>(keeping => keeping.DropAsync(again));
        bridge.Time.Advance(OnceKeeping.Life - OnceKeeping.Patience - TimeSpan.FromMinutes(1));
        Assert.AreEqual(0, await bridge.InScopeAsync<OnceKeeping, int>(keeping => keeping.SweepAsync(default)));
        Assert.IsInstanceOfType<OnceTurn.Done>(await BeginAsync(bridge, "done", "hash"));
        bridge.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.AreEqual(1, await bridge.InScopeAsync<OnceKeeping, int>(keeping => keeping.SweepAsync(default)));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.IdempotentAnswers.CountAsync()));
    }

    private static Task<OnceTurn> BeginAsync(TestBridge bridge, string key, string hash) => bridge.InScopeAsync<OnceKeeping, OnceTurn>(keeping => keeping.BeginAsync(Portal, key, hash, default));
}
