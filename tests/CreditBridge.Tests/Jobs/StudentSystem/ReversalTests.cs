using CreditBridge.Core;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Reconciliation;
using CreditBridge.Core.Grants.Reversals;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Night;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Jobs.StudentSystem;

/// <summary>Credit that is taken back: a grant and a posting of its own, once, and only for what may have arrived.</summary>
[TestClass]
public sealed class ReversalTests
{
    [TestMethod]
    [DatabaseData]
    public async Task Reverse_PostedCredit_IsTakenBackInTheStudentSystemOnce(DatabaseProvider provider)
    {
        await using var bridge = await GrantedAsync(provider);
        var grant = await bridge.DbAsync(db => db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).SingleAsync());
        await ReverseAsync(bridge, grant);
        while (await SweepAsync(bridge))
        {
        }

        var rows = Directory.GetFiles(bridge.Data.Outbox, "credit-*.csv").SelectMany(path => File.ReadLines(path).Skip(1)).ToList();
        Assert.HasCount(2, rows);
        Assert.HasCount(1, rows.FindAll(row => row.EndsWith($",{grant.Lines[0].Key}", StringComparison.Ordinal)), "The reversal names the key that it takes back.");
        var postings = await bridge.DbAsync(db => db.Postings.AsNoTracking().OrderBy(posting => posting.Id).ToListAsync());
        Assert.IsTrue(postings.TrueForAll(posting => posting.State == PostingState.Posted));
        Assert.AreEqual(postings[0].Id, postings[1].ReversesPostingId);
        Assert.AreEqual(0m, (await bridge.DbAsync(db => db.GrantLines.Select(line => line.Credits).ToListAsync())).Sum());
        Assert.AreEqual(1, await bridge.DbAsync(db => db.Letters.CountAsync(letter => letter.Event == LetterEvent.CreditReversed)));
        Assert.AreEqual(0, await bridge.InScopeAsync<Reconciling, int>(reconciling => reconciling.ReconcileAsync(CancellationToken.None)));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ReverseAsync(bridge, grant));
    }

    /// <summary>The rule would grant the same again; whoever took it back has said no.</summary>
    [TestMethod]
    public async Task Night_AfterAReversal_DoesNotGrantItAgain()
    {
        await using var bridge = await GrantedAsync(DatabaseProvider.Sqlite);
        await ReverseAsync(bridge, await bridge.DbAsync(db => db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).SingleAsync()));
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.EvaluationDueAt, bridge.Time.GetUtcNow().UtcDateTime)));
        bridge.Time.Advance(TimeSpan.FromDays(1));
        Assert.AreEqual(0, (await bridge.NightAsync()).Night.Granted);
        Assert.AreEqual(2, await bridge.DbAsync(db => db.CreditGrants.CountAsync()), "The grant and its reversal.");
    }

    [TestMethod]
    public async Task Reverse_CreditThatHasNotLeft_SendsNothing()
    {
        await using var bridge = await GrantedAsync(DatabaseProvider.Sqlite, isHeld: true);
        await ReverseAsync(bridge, await bridge.DbAsync(db => db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).SingleAsync()));
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, Core.Learners.LearnerStanding.Enrolled)));
        await SweepAsync(bridge);
        var posting = await bridge.DbAsync(db => db.Postings.AsNoTracking().SingleAsync());
        Assert.AreEqual((PostingState.Dead, "The credit was reversed before it was sent."), (posting.State, posting.LastError));
        Assert.IsFalse(Directory.Exists(bridge.Data.Outbox) && Directory.GetFiles(bridge.Data.Outbox, "credit-*.csv").Length > 0);
        var again = await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<PostingHandling, bool>(async handling =>
        {
            await handling.PostAgainAsync(posting.Id, "why not", TestBridge.Registrar, CancellationToken.None);
            return true;
        }));
        Assert.AreEqual("This credit was reversed: it is not posted any more.", again.Message);
    }

    /// <summary>Nobody knows whether the credit arrived: the reversal waits for the look-up, and follows it.</summary>
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Reverse_UnknownPosting_WaitsForTheLookUp(bool hasArrived)
    {
        await using var bridge = await GrantedAsync(DatabaseProvider.Sqlite, isHeld: !hasArrived);
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, Core.Learners.LearnerStanding.Enrolled)));
        await bridge.DbAsync(db => db.Postings.ExecuteUpdateAsync(set => set.SetProperty(posting => posting.State, PostingState.Unknown).SetProperty(posting => posting.NextAttemptAt, bridge.Time.GetUtcNow().UtcDateTime.AddMinutes(1)).SetProperty(posting => posting.UnknownSinceAt, bridge.Time.GetUtcNow().UtcDateTime)));
        await ReverseAsync(bridge, await bridge.DbAsync(db => db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).SingleAsync()));
        await SweepAsync(bridge);
        Assert.AreEqual(PostingState.Pending, (await StatesAsync(bridge))[1]);
        for (var i = 0; i < 5; i++)
        {
            bridge.Time.Advance(TimeSpan.FromMinutes(1));
            await SweepAsync(bridge);
        }

        CollectionAssert.AreEqual(hasArrived ? new[] { PostingState.Posted, PostingState.Posted } : [PostingState.Dead, PostingState.Dead], await StatesAsync(bridge));
        Assert.AreEqual(hasArrived, Directory.Exists(bridge.Data.Outbox), "What did not arrive is not sent after it was taken back, nor is its reversal.");
    }

    [TestMethod]
    [DatabaseData]
    public async Task Reverse_ByTwentyAtOnce_HappensOnce(DatabaseProvider provider)
    {
        await using var bridge = await GrantedAsync(provider);
        var grant = await bridge.DbAsync(db => db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).SingleAsync());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            try
            {
                await ReverseAsync(bridge, grant);
                return true;
            }
            catch (IllegalMoveException)
            {
                return false;
            }
        })));
        Assert.HasCount(1, outcomes.Where(done => done));
        Assert.AreEqual((2, 2), (await bridge.DbAsync(db => db.CreditGrants.CountAsync()), await bridge.DbAsync(db => db.Postings.CountAsync())));
    }

    [TestMethod]
    public async Task Reconcile_TakenBackHereOnly_SaysSo()
    {
        await using var bridge = await GrantedAsync(DatabaseProvider.Sqlite);
        await ReverseAsync(bridge, await bridge.DbAsync(db => db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).SingleAsync()));
        await bridge.DbAsync(db => db.Postings.Where(posting => posting.ReversesPostingId != null).ExecuteUpdateAsync(set => set.SetProperty(posting => posting.State, PostingState.Posted)));
        Assert.AreEqual(1, await bridge.InScopeAsync<Reconciling, int>(reconciling => reconciling.ReconcileAsync(CancellationToken.None)));
        var difference = await bridge.DbAsync(db => db.ReconciliationDifferences.SingleAsync());
        Assert.AreEqual((DifferenceKind.OnlyInStudentSystem, "Taken back here, but the student system still has it."), (difference.Kind, difference.Sentence));
    }

    private static async Task<TestBridge> GrantedAsync(DatabaseProvider provider, bool isHeld = false)
    {
        var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        if (isHeld)
            await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, Core.Learners.LearnerStanding.Applicant)));
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        Assert.AreEqual((NightState.Completed, 1), await bridge.NightAsync() is var night ? (night.State, night.Night.Granted) : default);
        return bridge;
    }

    private static Task<Guid> ReverseAsync(TestBridge bridge, CreditGrant grant) => bridge.InScopeAsync<GrantReversing, Guid>(reversing =>
        reversing.ReverseAsync(grant.Id, [.. grant.Lines.Select(line => line.Id)], "It was granted by mistake.", TestBridge.Registrar, CancellationToken.None));

    private static Task<bool> SweepAsync(TestBridge bridge) => bridge.InScopeAsync<PostingSweep, bool>(async sweep => (await sweep.NextAsync(CancellationToken.None)).More);

    private static Task<List<PostingState>> StatesAsync(TestBridge bridge) => bridge.DbAsync(db => db.Postings.OrderBy(posting => posting.Id).Select(posting => posting.State).ToListAsync());
}
