using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Learners;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Learners;

[TestClass]
public sealed class LearnerMergingTests
{
    [TestMethod]
    [DatabaseData]
    public async Task Merge_WithCreditOnBoth_KeepsKeys_OpensACase_AndTheNightGivesNothingTwice(DatabaseProvider provider)
    {
        await using var bridge = await BothGrantedAsync(provider);
        var (ada, ben) = await AdaAndBenAsync(bridge);
        var keys = await KeysAsync(bridge);
        await MergeAsync(bridge, ada, ben);
        Assert.AreSequenceEqual(keys, await KeysAsync(bridge));
        Assert.AreEqual(2, await bridge.DbAsync(db => db.CreditGrants.CountAsync(grant => grant.LearnerId == ada)));
        Assert.AreEqual(2, await bridge.DbAsync(db => db.Credentials.CountAsync(credential => credential.LearnerId == ada)));
        var opened = await bridge.DbAsync(db => db.GrantCases.SingleAsync());
        Assert.AreEqual(CaseKind.CreditTwice, opened.Kind);
        Assert.Contains("S2 and S1 are one person", opened.Sentence);
        Assert.AreEqual(1, await bridge.DbAsync(db => db.CourseEntitlements.CountAsync(held => held.HeldGroup != null)));
        Assert.AreEqual(0, (await bridge.NightAsync()).Night.Granted);
        Assert.AreEqual(2, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
    }

    [TestMethod]
    public async Task Merge_ThenARecordForTheOldNumberOrAddress_FindsTheKeptOne()
    {
        await using var bridge = await BothGrantedAsync();
        var (ada, ben) = await AdaAndBenAsync(bridge);
        await MergeAsync(bridge, ada, ben);
        bridge.Drop(Acme, "later.csv", Csv(Row("later", "ben@example.edu", "advanced")));
        await bridge.NightAsync();
        Assert.AreEqual(ada, await bridge.DbAsync(db => db.Credentials.Where(credential => credential.ExternalId == "later").Select(credential => credential.LearnerId).SingleAsync()));
        Assert.AreEqual(ada, await bridge.DbAsync(db => db.CreditRequests.Where(request => request.DecidedAt == null).Select(request => request.LearnerId).SingleAsync()));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Undo_GivesEverythingBack_AndHoldsItAgain(DatabaseProvider provider)
    {
        await using var bridge = await BothGrantedAsync(provider);
        var (ada, ben) = await AdaAndBenAsync(bridge);
        var before = await WhoseAsync(bridge);
        var merge = await MergeAsync(bridge, ada, ben);
        Assert.AreNotEqual(before, await WhoseAsync(bridge));
        await bridge.InScopeAsync<LearnerMerging>(merging => merging.UndoAsync(merge, "Two birth dates.", TestBridge.Registrar, CancellationToken.None));
        Assert.AreEqual(before, await WhoseAsync(bridge));
        Assert.AreEqual((Guid?)null, await bridge.DbAsync(db => db.Learners.Where(learner => learner.Id == ben).Select(learner => learner.MergedIntoId).SingleAsync()));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<LearnerMerging>(merging => merging.UndoAsync(merge, "Again.", TestBridge.Registrar, CancellationToken.None)));
        Assert.AreEqual(0, (await bridge.NightAsync()).Night.Granted);
    }

    [TestMethod]
    public async Task Undo_OfCreditNoLongerInForce_DoesNotHoldIt()
    {
        await using var bridge = await BothGrantedAsync();
        var (ada, ben) = await AdaAndBenAsync(bridge);
        var merge = await MergeAsync(bridge, ada, ben);
        var twice = await bridge.DbAsync(db => db.GrantCases.Select(row => row.GrantId).SingleAsync());
        await bridge.DbAsync(db => db.GrantLines.Where(line => line.GrantId == twice).ExecuteUpdateAsync(set => set.SetProperty(line => line.ReversedAt, bridge.Time.GetUtcNow().UtcDateTime)));
        var before = await HeldAsync();
        await bridge.InScopeAsync<LearnerMerging>(merging => merging.UndoAsync(merge, "Two people.", TestBridge.Registrar, CancellationToken.None));
        Assert.AreEqual(before, await HeldAsync());

        Task<(int, int)> HeldAsync() => bridge.DbAsync(async db => (await db.CredentialUses.CountAsync(use => use.GrantId == twice && use.HeldKey != null), await db.CourseEntitlements.CountAsync(held => held.HeldGroup != null)));
    }

    [TestMethod]
    public async Task Merge_WhereBothHaveAccounts_LeavesOne_AndUndoGivesTheOtherBack()
    {
        await using var bridge = await BothGrantedAsync();
        var (ada, ben) = await AdaAndBenAsync(bridge);
        await bridge.AddAsync(AccountOf("Ada", ada), AccountOf("Ben", ben));
        var merge = await MergeAsync(bridge, ada, ben);
        Assert.AreEqual("Ada", await bridge.DbAsync(db => db.Users.Where(user => user.LearnerId == ada && user.DisabledAt == null).Select(user => user.Name).SingleAsync()));
        await bridge.InScopeAsync<LearnerMerging>(merging => merging.UndoAsync(merge, "Two people.", TestBridge.Registrar, CancellationToken.None));
        Assert.AreEqual("Ben", await bridge.DbAsync(db => db.Users.Where(user => user.LearnerId == ben && user.DisabledAt == null).Select(user => user.Name).SingleAsync()));
    }

    private static User AccountOf(string name, Guid learner) => new() { Name = name, Email = $"{name}@small.example", Role = Role.Learner, LearnerId = learner };

    [TestMethod]
    public async Task Merge_OfOneRecord_OrOneMergedBefore_OrWithoutAReason_IsRefused()
    {
        await using var bridge = await BothGrantedAsync();
        var (ada, ben) = await AdaAndBenAsync(bridge);
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => MergeAsync(bridge, ada, ada));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => MergeAsync(bridge, ada, ben, " "));
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => bridge.InScopeAsync<LearnerMerging>(merging => merging.MergeAsync(ada, ben, "Same.", TestBridge.Evaluator, CancellationToken.None)));
        await MergeAsync(bridge, ada, ben);
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => MergeAsync(bridge, ada, ben));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.LearnerMerges.CountAsync()));
    }

    private static async Task<TestBridge> BothGrantedAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "records.csv", Csv(Row("a1", Ada), Row("b1", "ben@example.edu")));
        Assert.AreEqual(2, (await bridge.NightAsync()).Night.Granted);
        return bridge;
    }

    private static Task<(Guid, Guid)> AdaAndBenAsync(TestBridge bridge) => bridge.DbAsync(async db =>
        (await db.Learners.Where(learner => learner.StudentNumber == "S1").Select(learner => learner.Id).SingleAsync(), await db.Learners.Where(learner => learner.StudentNumber == "S2").Select(learner => learner.Id).SingleAsync()));

    private static Task<Guid> MergeAsync(TestBridge bridge, Guid kept, Guid merged, string why = "Same birth date and address.") =>
        bridge.InScopeAsync<LearnerMerging, Guid>(merging => merging.MergeAsync(kept, merged, why, TestBridge.Registrar, CancellationToken.None));

    private static Task<List<string>> KeysAsync(TestBridge bridge) => bridge.DbAsync(db => db.GrantLines.OrderBy(line => line.Key).Select(line => line.Key).ToListAsync());

    /// <summary>Whose each row is, and what is held, as one text.</summary>
    private static Task<string> WhoseAsync(TestBridge bridge) => bridge.DbAsync(async db => string.Join('\n', (await db.Credentials.Select(row => $"{row.Id} {row.LearnerId}").ToListAsync())
        .Concat(await db.LearnerIdentities.Select(row => $"{row.Key} {row.LearnerId}").ToListAsync())
        .Concat(await db.CreditRequests.Select(row => $"{row.Number} {row.LearnerId}").ToListAsync())
        .Concat(await db.CreditGrants.Select(row => $"{row.Id} {row.LearnerId}").ToListAsync())
        .Concat(await db.Postings.Select(row => $"{row.Id} {row.LearnerId}").ToListAsync())
        .Concat(await db.CredentialUses.Select(row => $"{row.Id} {row.LearnerId} {row.HeldKey}").ToListAsync())
        .Concat(await db.CourseEntitlements.Select(row => $"{row.Id} {row.LearnerId} {row.HeldGroup}").ToListAsync()).Order(StringComparer.Ordinal)));
}
