using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Rules.Policy;

[TestClass]
public sealed class PolicyLayersTests
{
    private static readonly PolicyContent AtMostTwo = new() { Caps = [new CreditCap(CapAction.Block, 2)] };

    [TestMethod]
    [DatabaseData]
    public async Task Night_CapBlocks_OpensARequestThatSaysWhichAndWhence(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        await SaveAsync(bridge, PolicyScope.Institution, "", AtMostTwo);
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        var night = (await bridge.NightAsync()).Night;

        Assert.AreEqual((1, 0, 0, 1), (night.Satisfied, night.Granted, night.Requested, night.Blocked));
        var request = await bridge.DbAsync(db => db.CreditRequests.Include(request => request.Lines).SingleAsync());
        Assert.AreEqual(RequestState.Submitted, request.State);
        Assert.AreEqual("This would make 3 credits; the limit is 2 credits, set for the institution.", request.Lines.Single().ReviewReason);
        Assert.AreEqual(3, request.Lines.Single().Credits);

        bridge.Drop(Acme, "b.csv", Csv(Row("2", Ada)));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.AlreadyDecided);
        Assert.AreEqual(1, await bridge.DbAsync(db => db.CreditRequests.CountAsync()));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Earlier_GrantOfTheNight_CountsTowardsTheCap(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        await bridge.NightAsync();
        await SaveAsync(bridge, PolicyScope.Partner, Acme, new() { Caps = [new CreditCap(CapAction.Block, 5) { Basis = Basis.FacultyReview }] });
        bridge.Drop(Acme, "b.csv", Csv(Row("2", Ada, "advanced")));
        await bridge.NightAsync();

        var line = await bridge.DbAsync(db => db.RequestLines.SingleAsync(line => line.RuleCode == "EQ-00002"));
        Assert.AreEqual("This would make 6 credits by faculty review from acme; the limit is 5 credits, set for partner acme.", line.ReviewReason);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Save_Twice_IsAuditedAndTouchesLearners(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        await bridge.NightAsync();
        await SaveAsync(bridge, PolicyScope.Institution, "", AtMostTwo);
        await SaveAsync(bridge, PolicyScope.Institution, "", PolicyContent.Nothing);

        await bridge.DbAsync(async db =>
        {
            var layer = await db.PolicyLayers.SingleAsync();
            Assert.AreEqual(1, layer.Version);
            Assert.IsEmpty(layer.Content.Caps);
            var entries = await db.AuditEntries.Where(entry => entry.Action == "Policy changed").OrderBy(entry => entry.Id).ToListAsync();
            Assert.IsNull(entries[0].Before);
            Assert.Contains("\"credits\":2", entries[1].Before!);
            Assert.AreEqual("Senate decision", entries[1].Why);
            Assert.AreEqual(1, await db.Learners.CountAsync(learner => learner.EvaluationDueAt != null));
        });
    }

    [TestMethod]
    public async Task Save_SomebodyElseWasFaster_IsRefused()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await SaveAsync(bridge, PolicyScope.Institution, "", AtMostTwo);
        await SaveAsync(bridge, PolicyScope.Institution, "", AtMostTwo);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => SaveAsync(bridge, PolicyScope.Institution, "", AtMostTwo, version: 0));
    }

    [TestMethod]
    [DataRow(PolicyScope.Institution, "", "A limit needs a number of credits, or a percentage of the programme.", null, null)]
    [DataRow(PolicyScope.Institution, "", "101 percent is not between 0 and 100.", null, 101)]
    [DataRow(PolicyScope.Institution, "", "A limit of -1 credits is not between 0 and 1000.", -1, null)]
    [DataRow(PolicyScope.Program, "NONE", "There is no programme NONE.", 60, null)]
    [DataRow(PolicyScope.Partner, "none", "There is no partner none.", 60, null)]
    [DataRow(PolicyScope.Partner, "", "Name the programme or the partner.", 60, null)]
    public async Task Save_CannotHold_IsRefusedWithASentence(PolicyScope scope, string code, string sentence, int? credits, int? percent)
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var refused = await Assert.ThrowsAsync<IllegalMoveException>(() => SaveAsync(bridge, scope, code, new() { Caps = [new CreditCap(CapAction.Block, credits, percent)] }));

        Assert.AreEqual(sentence, refused.Message);
        Assert.AreEqual(0, await bridge.DbAsync(db => db.PolicyLayers.CountAsync()));
    }

    [TestMethod]
    public async Task Save_WithoutThePermission_IsRefused()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => bridge.InScopeAsync<PolicyLayers>(layers =>
            layers.SaveAsync(PolicyScope.Institution, "", AtMostTwo, 0, "why", new Actor("Eve Evaluator", Role.Evaluator), CancellationToken.None)));
    }

    private static Task SaveAsync(TestBridge bridge, PolicyScope scope, string code, PolicyContent content, int? version = null) =>
        bridge.InScopeAsync<PolicyLayers>(async layers =>
        {
            var current = await bridge.DbAsync(db => db.PolicyLayers.Where(layer => layer.Scope == scope && layer.ScopeCode == code).Select(layer => layer.Version).SingleOrDefaultAsync());
            await layers.SaveAsync(scope, code, content, version ?? current, "Senate decision", TestBridge.Registrar, CancellationToken.None);
        });
}
