using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Grants;

[TestClass]
public sealed class OfferTests
{
    private static readonly Actor AdaHerself = new("Ada Learner", Role.Learner, Guid.CreateVersion7());

    [TestMethod]
    public async Task Night_WithoutOffers_AcceptsAtOnceAndPosts()
    {
        await using var bridge = await GrantedAsync(days: 0);
        var grant = await GrantAsync(bridge);
        Assert.AreEqual((GrantState.Accepted, null), (grant.State, grant.AnswerDueOn));
        Assert.AreEqual(PostingState.Posted, grant.Lines.Single().Posting!.State);
        Assert.AreEqual(LetterEvent.RequestDecided, (await LettersAsync(bridge)).Single().Event);
    }

    [TestMethod]
    public async Task Night_WithOffers_PostsNothingBeforeTheLearnerAccepts()
    {
        await using var bridge = await GrantedAsync(days: 14);
        var grant = await GrantAsync(bridge);
        Assert.AreEqual((GrantState.Offered, new DateOnly(2026, 12, 8)), (grant.State, grant.AnswerDueOn));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.Postings.CountAsync()));
        var letter = (await LettersAsync(bridge)).Single();
        Assert.AreEqual((LetterEvent.CreditOffered, Ada), (letter.Event, letter.To));
        Assert.Contains("MATH 1431, 3 credits", letter.Body);
        Assert.Contains("8 Dec 2026", letter.Body);

        Assert.IsTrue(await AnswerAsync(bridge, grant, accepts: true));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Posted);
        Assert.AreEqual(GrantState.Accepted, (await GrantAsync(bridge)).State);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Decline_FreesWhatItHeld_AndTheNightDoesNotOfferItAgain(DatabaseProvider provider)
    {
        await using var bridge = await GrantedAsync(days: 14, provider);
        var grant = await GrantAsync(bridge);
        Assert.IsTrue(await AnswerAsync(bridge, grant, accepts: false));
        Assert.AreEqual((0, 0), await bridge.DbAsync(async db => (await db.CredentialUses.CountAsync(use => use.HeldKey != null), await db.CourseEntitlements.CountAsync(held => held.HeldGroup != null))));
        await TouchAsync(bridge);
        var night = (await bridge.NightAsync()).Night;
        Assert.AreEqual((1, 0, 0, 1), (night.Satisfied, night.Granted, night.Requested, night.AlreadyDecided));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.Postings.CountAsync()));
    }

    [TestMethod]
    [DataRow(false, GrantState.Lapsed, 0)]
    [DataRow(true, GrantState.Accepted, 1)]
    public async Task Night_AfterTheLastDay_DoesWhatThePolicySays(bool silenceAccepts, GrantState becomes, int posted)
    {
        await using var bridge = await GrantedAsync(days: 14, silenceAccepts: silenceAccepts);
        bridge.Time.Advance(TimeSpan.FromDays(14));
        await bridge.NightAsync();
        Assert.AreEqual(GrantState.Offered, (await GrantAsync(bridge)).State, "Its last day counts.");
        bridge.Time.Advance(TimeSpan.FromDays(1));
        Assert.AreEqual(posted, (await bridge.NightAsync()).Night.Posted);
        Assert.AreEqual(becomes, (await GrantAsync(bridge)).State);
        Assert.IsTrue(await bridge.DbAsync(db => db.RequestEntries.AnyAsync(entry => entry.Kind == RequestEntryKind.OfferAnswered && entry.IsForLearner)));
    }

    [TestMethod]
    public async Task Night_BeforeAnOfferEnds_RemindsOnce()
    {
        await using var bridge = await GrantedAsync(days: 14);
        bridge.Time.Advance(TimeSpan.FromDays(10));
        await bridge.NightAsync();
        Assert.AreEqual(0, (await LettersAsync(bridge)).Count(letter => letter.Event == LetterEvent.OfferEndsSoon));
        for (var day = 0; day < 3; day++)
        {
            bridge.Time.Advance(TimeSpan.FromDays(1));
            await bridge.NightAsync();
        }

        Assert.AreEqual(1, (await LettersAsync(bridge)).Count(letter => letter.Event == LetterEvent.OfferEndsSoon));
    }

    [TestMethod]
    public async Task Answer_Twice_OrSomebodyElses_IsRefused()
    {
        await using var bridge = await GrantedAsync(days: 14);
        var grant = await GrantAsync(bridge);
        var ben = await bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == "S2").Select(learner => learner.Id).SingleAsync());
        Assert.IsFalse(await bridge.InScopeAsync<OfferAnswering, bool>(offers => offers.AnswerAsync(ben, grant.Id, true, AdaHerself, CancellationToken.None)));
        await AnswerAsync(bridge, grant, accepts: true);
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => AnswerAsync(bridge, grant, accepts: false));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.Postings.CountAsync()));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Answer_TwentyAtOnce_PostsOnce(DatabaseProvider provider)
    {
        await using var bridge = await GrantedAsync(days: 14, provider);
        var grant = await GrantAsync(bridge);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await AnswerAsync(bridge, grant, accepts: true);
            }
            catch (Exception refused) when (refused is IllegalMoveException or DbUpdateException)
            {
                return false;
            }
        })));
        Assert.AreEqual(1, outcomes.Count(accepted => accepted));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.Postings.CountAsync()));
    }

    [TestMethod]
    public async Task Night_WhereAFeeComesFirst_PostsAfterItIsPaid()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await bridge.AddAsync(new PolicyLayer { Scope = PolicyScope.Institution, Content = new() { Bases = [new(Basis.FacultyReview) { FeeFirst = true }] } });
        bridge.Drop(Acme, "records.csv", Csv(Row("a1", Ada)));
        Assert.AreEqual(0, (await bridge.NightAsync()).Night.Posted);
        var grant = await GrantAsync(bridge);
        Assert.AreEqual((GrantState.Accepted, true, null), (grant.State, grant.NeedsFee, grant.Lines.Single().Posting));
        await bridge.InScopeAsync<OfferAnswering>(offers => offers.PayFeeAsync(grant.Id, "K-77", TestBridge.Registrar, CancellationToken.None));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Posted);
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => bridge.InScopeAsync<OfferAnswering>(offers => offers.PayFeeAsync(grant.Id, "K-78", TestBridge.Registrar, CancellationToken.None)));
        Assert.AreEqual("K-77", await bridge.DbAsync(db => db.AuditEntries.Where(entry => entry.Action == "Fee recorded").Select(entry => entry.Why).SingleAsync()));
    }

    [TestMethod]
    public async Task Answer_WhereTwoRecordsBecameOne_WaitsForTheCase()
    {
        await using var bridge = await GrantedAsync(days: 14, email: "ben@example.edu");
        var (ada, ben) = await bridge.DbAsync(async db => (await db.Learners.SingleAsync(learner => learner.StudentNumber == "S1"), await db.Learners.SingleAsync(learner => learner.StudentNumber == "S2")));
        await bridge.InScopeAsync<LearnerMerging, Guid>(merging => merging.MergeAsync(ada.Id, ben.Id, "One passport.", TestBridge.Registrar, CancellationToken.None));
        var grants = await bridge.DbAsync(db => db.CreditGrants.AsNoTracking().OrderBy(grant => grant.Id).ToListAsync());
        var twice = await bridge.DbAsync(db => db.GrantCases.Select(row => row.GrantId).SingleAsync());
        await AnswerAsync(bridge, grants.Single(grant => grant.Id != twice), accepts: true);
        Assert.Contains("somebody in the office decides", (await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => AnswerAsync(bridge, grants.Single(grant => grant.Id == twice), accepts: true))).Message);
        Assert.AreEqual(1, await bridge.DbAsync(db => db.Postings.CountAsync()));
        Assert.IsTrue(await AnswerAsync(bridge, grants.Single(grant => grant.Id == twice), accepts: false), "Declining does no harm.");
    }

    internal static async Task<TestBridge> GrantedAsync(int days, DatabaseProvider provider = DatabaseProvider.Sqlite, bool silenceAccepts = false, string? email = null)
    {
        var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        await bridge.InScopeAsync<OfferPolicy>(policy => policy.SetAsync(days, silenceAccepts, "The senate decided so.", TestBridge.Registrar, CancellationToken.None));
        bridge.Drop(Acme, "records.csv", Csv(email is null ? [Row("a1", Ada)] : [Row("a1", Ada), Row("b1", email)]));
        await bridge.NightAsync();
        return bridge;
    }

    private static Task<CreditGrant> GrantAsync(TestBridge bridge) => bridge.DbAsync(db => db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).ThenInclude(line => line.Posting).SingleAsync());

    private static Task<List<Letter>> LettersAsync(TestBridge bridge) => bridge.DbAsync(db => db.Letters.AsNoTracking().ToListAsync());

    private static Task TouchAsync(TestBridge bridge) => bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.EvaluationDueAt, DateTime.UtcNow)));

    private static Task<bool> AnswerAsync(TestBridge bridge, CreditGrant grant, bool accepts) =>
        bridge.InScopeAsync<OfferAnswering, bool>(offers => offers.AnswerAsync(grant.LearnerId, grant.Id, accepts, AdaHerself, CancellationToken.None));
}
