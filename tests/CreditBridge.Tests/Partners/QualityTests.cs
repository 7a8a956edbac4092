using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Jobs.Night;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Partners;

[TestClass]
public sealed class QualityTests
{
    private static readonly DateOnly Next = new(2027, 6, 1);

    [TestMethod]
    public void CanMove_EveryPair_IsAsTheDomainSays() => StateMachine.IsExactly(
        [
            (QualityState.Proposed, QualityState.UnderReview), (QualityState.Proposed, QualityState.Approved), (QualityState.Proposed, QualityState.Provisional),
            (QualityState.UnderReview, QualityState.Approved), (QualityState.UnderReview, QualityState.Provisional), (QualityState.UnderReview, QualityState.Suspended), (QualityState.UnderReview, QualityState.Expired),
            (QualityState.Approved, QualityState.UnderReview), (QualityState.Approved, QualityState.Approved), (QualityState.Approved, QualityState.Provisional), (QualityState.Approved, QualityState.Suspended), (QualityState.Approved, QualityState.Expired),
            (QualityState.Provisional, QualityState.UnderReview), (QualityState.Provisional, QualityState.Approved), (QualityState.Provisional, QualityState.Provisional), (QualityState.Provisional, QualityState.Suspended), (QualityState.Provisional, QualityState.Expired),
            (QualityState.Suspended, QualityState.UnderReview), (QualityState.Suspended, QualityState.Approved), (QualityState.Suspended, QualityState.Provisional),
            (QualityState.Expired, QualityState.UnderReview), (QualityState.Expired, QualityState.Approved), (QualityState.Expired, QualityState.Provisional), (QualityState.Expired, QualityState.Suspended),
        ],
        Partner.CanMove);

    [TestMethod]
    [DataRow(QualityState.Suspended)]
    [DataRow(QualityState.Expired)]
    public async Task Review_WhileANightIsEvaluating_StopsAutomaticGrantsOfItsNextBatch(QualityState state)
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        bridge.Drop(Acme, "records.csv", Csv(Row("a1", Ada)));
        await PullAsync(bridge);
        await bridge.InScopeAsync<NightEvaluation>(async evaluation =>
        {
            var (night, _) = await bridge.InScopeAsync<NightRequests, (Guid, bool)>(requests => requests.RequestAsync(NightTrigger.Command, TestBridge.Registrar, CancellationToken.None));
            var lease = (await bridge.DbAsync(db => NightLease.TryTakeAsync(db, night, TimeSpan.FromMinutes(1), CancellationToken.None)))!;
            var book = await bridge.DbAsync(db => PublishedBook.ReadAsync(db, CancellationToken.None));
            Assert.Contains(Acme, book.Policy.ApprovedPartners);
            await ReviewAsync(bridge, QualityState.Approved, state);
            Assert.AreEqual(1, await evaluation.EvaluateNextAsync(book, lease, CancellationToken.None));
        });

        var request = await bridge.DbAsync(db => db.CreditRequests.AsNoTracking().SingleAsync());
        Assert.AreEqual(RequestState.Submitted, request.State, "A person sees it.");
        Assert.AreEqual(0, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
    }

    [TestMethod]
    public async Task Review_WithoutTheStateThatWasSeenOrTheNextDay_IsRefusedAndLeavesNothing()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await ReviewAsync(bridge, QualityState.Approved, QualityState.Suspended);
        var stale = await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ReviewAsync(bridge, QualityState.Approved, QualityState.Approved, Next));
        Assert.AreEqual("Acme Academy is Suspended by now, no longer Approved. Look again.", stale.Message);
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ReviewAsync(bridge, QualityState.Suspended, QualityState.Approved));
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => bridge.InScopeAsync<PartnerKeeping>(keeping =>
            keeping.ReviewAsync(Guid.Empty, QualityState.Suspended, QualityState.Approved, "x", null, Next, TestBridge.Evaluator, CancellationToken.None)));
        await ReviewAsync(bridge, QualityState.Suspended, QualityState.Approved, Next);
        var partner = await bridge.DbAsync(db => db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).SingleAsync());
        Assert.AreEqual(QualityState.Approved, partner.Quality, "Two decisions of one instant: the later one holds.");
        Assert.HasCount(3, partner.QualityReviews);
    }

    [TestMethod]
    public async Task Digest_TellsTheRegistrarAndNobodyElse_WhatIsDueAtPartners()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await bridge.AddAsync(new User { Name = "Rosa", Email = "rosa@small.example", Role = Role.Registrar }, new User { Name = "Evan", Email = "evan@small.example", Role = Role.Evaluator });
        await ReviewAsync(bridge, QualityState.Approved, QualityState.Approved, new(2026, 12, 20));
        await bridge.DbAsync(db => db.Partners.ExecuteUpdateAsync(set => set.SetProperty(partner => partner.AgreementUntil, new DateOnly(2026, 11, 1))));
        Assert.AreEqual(new PartnersDue(0, 1, 1, 0, Count: 1), await bridge.DbAsync(db => PartnersDue.ReadAsync(db, new(2026, 11, 24), CancellationToken.None)));
        Assert.AreEqual(1, await bridge.InScopeAsync<StaffDigest, int>(digest => digest.WriteAsync(CancellationToken.None)));
        var letter = await bridge.DbAsync(db => db.Letters.AsNoTracking().SingleAsync());
        Assert.AreEqual("rosa@small.example", letter.To);
        Assert.Contains("- 1 partner's quality review is due within 30 days.\n- 1 agreement with a partner is over.", letter.Body);
    }

    private static Task ReviewAsync(TestBridge bridge, QualityState seen, QualityState state, DateOnly? next = null) => bridge.InScopeAsync<PartnerKeeping>(async keeping =>
        await keeping.ReviewAsync(await bridge.DbAsync(db => db.Partners.Select(partner => partner.Id).SingleAsync()), seen, state, "Looked at it", null, next, TestBridge.Registrar, CancellationToken.None));

    private static async Task PullAsync(TestBridge bridge)
    {
        var partner = await bridge.DbAsync(db => db.Partners.Select(partner => partner.Id).SingleAsync());
        var (run, _) = await bridge.InScopeAsync<SyncRequests, (Guid, bool)>(requests => requests.AskAsync(partner, NightTrigger.Page, isFull: false, TestBridge.Registrar, CancellationToken.None));
        Assert.AreEqual(SyncRunState.Completed, await bridge.InScopeAsync<PartnerPull, SyncRunState?>(pull => pull.RunAsync(run, night: null, CancellationToken.None)));
    }
}
