using CreditBridge.Core;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Learners;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Jobs.StudentSystem;

/// <summary>What happens to a rule, a credential, a learner after the approval and before the posting (reliability.md, scenarios 14, 17 and 18).</summary>
[TestClass]
public sealed class BetweenGrantAndPostingTests
{
    [TestMethod]
    [DatabaseData]
    public async Task Post_RuleRetiredAndApproverGone_IsPostedUnderTheApprovedVersion(DatabaseProvider provider)
    {
        await using var bridge = await WaitingAsync(provider, Row("1", Ada));
        var version = await bridge.DbAsync(db => db.CreditGrants.Select(grant => grant.RuleVersionId).SingleAsync());
        await bridge.DbAsync(async db =>
        {
            (await db.RuleVersions.AsTracking().SingleAsync(row => row.Id == version)).Retire(new DateOnly(2026, 11, 24));
            await db.Users.ExecuteDeleteAsync();
            await db.SaveChangesAsync();
        });
        await AdmitAsync(bridge);
        await bridge.NightAsync();
        Assert.AreEqual(PostingState.Posted, (await PostingsAsync(bridge)).Single().State);
        Assert.AreEqual(version, await bridge.DbAsync(db => db.CreditGrants.Select(grant => grant.RuleVersionId).SingleAsync()));
        Assert.Contains("MATH 1431", Rows(bridge).Single());
    }

    [TestMethod]
    [DatabaseData]
    public async Task Post_LearnersMergedWithTheSameCreditEach_PostsOneAndLeavesTheOtherToAPerson(DatabaseProvider provider)
    {
        await using var bridge = await WaitingAsync(provider, Row("1", Ada), Row("2", "ben@example.edu"));
        var keys = await KeysAsync(bridge);
        var learners = await bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == "S1" || learner.StudentNumber == "S2").OrderBy(learner => learner.StudentNumber).Select(learner => learner.Id).ToListAsync());
        await bridge.InScopeAsync<LearnerMerging, Guid>(merging => merging.MergeAsync(learners[0], learners[1], "Same birth date and name.", TestBridge.Registrar, CancellationToken.None));
        await AdmitAsync(bridge);
        await bridge.NightAsync();
        CollectionAssert.AreEquivalent(new[] { PostingState.Posted, PostingState.Dead }, (await PostingsAsync(bridge)).ConvertAll(posting => posting.State));
        Assert.Contains("Decide the case, then post it again.", (await PostingsAsync(bridge)).Single(posting => posting.State == PostingState.Dead).LastError!);
        CollectionAssert.AreEqual(keys, await KeysAsync(bridge), "Keys stay, whoever the learner is by now.");
        Assert.Contains(",S1,", Rows(bridge).Single());
    }

    [TestMethod]
    public async Task Post_CredentialTurnsOutForged_IsHeldUntilTheCaseIsDecided()
    {
        await using var bridge = await WaitingAsync(DatabaseProvider.Sqlite, Row("1", Ada));
        await AdmitAsync(bridge);
        await bridge.DbAsync(async db =>
        {
            var (grant, credential) = (await db.CreditGrants.SingleAsync(), await db.Credentials.SingleAsync());
            db.GrantCases.Add(GrantCase.Open(grant.Id, credential.Id, CaseKind.NotGenuine, "Acme basics does not verify any more.", bridge.Time.GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync();
        });
        await SweepAsync(bridge);
        var posting = (await PostingsAsync(bridge)).Single();
        Assert.AreEqual((PostingState.Dead, "Acme basics does not verify any more. Decide the case, then post it again."), (posting.State, posting.LastError));
        await bridge.DbAsync(async db =>
        {
            (await db.GrantCases.AsTracking().SingleAsync()).Close(CaseOutcome.CreditStands, "A fault of the issuer's.", TestBridge.Registrar, bridge.Time.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
        });
        await PostAgainAsync(bridge, posting.Id);
        await SweepAsync(bridge);
        Assert.AreEqual(PostingState.Posted, (await PostingsAsync(bridge)).Single().State);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Post_CredentialRevokedWithoutACase_IsHeld(DatabaseProvider provider)
    {
        await using var bridge = await WaitingAsync(provider, Row("1", Ada));
        await AdmitAsync(bridge);
        await bridge.DbAsync(db => db.Credentials.ExecuteUpdateAsync(set => set.SetProperty(credential => credential.Status, CredentialStatus.Revoked)));
        await SweepAsync(bridge);
        var posting = (await PostingsAsync(bridge)).Single();
        Assert.AreEqual(PostingState.Dead, posting.State);
        Assert.Contains("revoked or suspended after it was granted", posting.LastError!);
    }

    [TestMethod]
    [DatabaseData]
    public async Task PostAgain_ByTenAtOnce_IsQueuedOnceAndPostedOnce(DatabaseProvider provider)
    {
        await using var bridge = await WaitingAsync(provider, Row("1", Ada));
        await bridge.DbAsync(db => db.Terms.ExecuteUpdateAsync(set => set.SetProperty(term => term.IsOpen, false)));
        await AdmitAsync(bridge);
        await SweepAsync(bridge);
        await bridge.DbAsync(db => db.Terms.ExecuteUpdateAsync(set => set.SetProperty(term => term.IsOpen, true)));
        var id = (await PostingsAsync(bridge)).Single().Id;
        var refused = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () =>
        {
            try
            {
                await PostAgainAsync(bridge, id);
                return 0;
            }
            catch (Exception late) when (late is IllegalMoveException or DbUpdateConcurrencyException)
            {
                return 1;
            }
        })));
        Assert.AreEqual(9, refused.Sum());
        await Task.WhenAll(SweepAsync(bridge), SweepAsync(bridge));
        Assert.AreEqual(PostingState.Posted, (await PostingsAsync(bridge)).Single().State);
        Assert.AreEqual(1, await bridge.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "Posting queued again")));
        Assert.HasCount(1, Rows(bridge));
    }

    private static async Task<TestBridge> WaitingAsync(DatabaseProvider provider, params string[] rows)
    {
        var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, LearnerStanding.Applicant)));
        bridge.Drop(Acme, "a.csv", Csv(rows));
        Assert.AreEqual(rows.Length, (await bridge.NightAsync()).Night.Granted);
        bridge.Time.Advance(TimeSpan.FromHours(1));
        return bridge;
    }

    private static Task AdmitAsync(TestBridge bridge) => bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, LearnerStanding.Enrolled)));

    private static Task PostAgainAsync(TestBridge bridge, Guid id) => bridge.InScopeAsync<PostingHandling>(handling => handling.PostAgainAsync(id, "Mended.", TestBridge.Registrar, CancellationToken.None));

    private static Task<List<Posting>> PostingsAsync(TestBridge bridge) => bridge.DbAsync(db => db.Postings.OrderBy(posting => posting.Id).ToListAsync());

    private static Task<List<string>> KeysAsync(TestBridge bridge) => bridge.DbAsync(db => db.GrantLines.OrderBy(line => line.Id).Select(line => line.Key).ToListAsync());

    private static List<string> Rows(TestBridge bridge) => [.. Directory.GetFiles(bridge.Data.Outbox, "credit-*.csv").SelectMany(path => File.ReadLines(path).Skip(1))];

    private static Task SweepAsync(TestBridge bridge) => bridge.InScopeAsync<PostingSweep>(sweep => sweep.NextAsync(CancellationToken.None));
}
