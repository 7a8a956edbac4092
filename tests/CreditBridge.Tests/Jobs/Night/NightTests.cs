using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Requests;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Jobs.Night;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Jobs.Night;

[TestClass]
public sealed class NightTests
{
    [TestMethod]
    [DatabaseData]
    public async Task Night_FromFileToStudentSystem_AddsUpAndRepeatsNothing(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada), Row("2", "ben@example.edu", "advanced"), Row("3", "cy@example.edu", result: "60")));
        var first = (await bridge.NightAsync()).Night;
        Assert.AreEqual((2, 1, 1, 0, 0, 0), (first.Satisfied, first.Granted, first.Requested, first.Blocked, first.NotChosen, first.AlreadyDecided));
        Assert.AreEqual((1, 0, 0, 0), (first.Posted, first.Rejected, first.Unknown, first.Differences));

        await bridge.DbAsync(async db =>
        {
            var grant = await db.CreditGrants.Include(g => g.Lines).SingleAsync();
            Assert.AreEqual("Fay Faculty", grant.ApprovedBy);
            Assert.AreEqual("MATH 1431", grant.Lines.Single().CourseCode);
            Assert.Contains("82", grant.Explanation);
            var request = await db.CreditRequests.Include(r => r.Lines).SingleAsync(r => r.State == RequestState.Submitted);
            Assert.AreNotEqual("", request.Lines.Single().ReviewReason);
            Assert.AreEqual(1, await db.DisclosureEntries.CountAsync());
        });
        var batch = Directory.GetFiles(bridge.Data.Outbox, "credit-*.csv").Single();
        Assert.AreEqual(2, File.ReadLines(batch).Count());

        var second = await bridge.NightAsync();
        Assert.AreEqual((0, 0, 0, 0), (second.Read, second.Night.Satisfied, second.Night.Granted, second.Night.Posted));
        Assert.HasCount(1, Directory.GetFiles(bridge.Data.Outbox, "credit-*.csv"));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Night_ContentChangesAfterTheGrant_IsAlreadyDecided(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        await bridge.NightAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, result: "95", updated: "2026-07-01T00:00:00Z")));
        var night = (await bridge.NightAsync()).Night;
        Assert.AreEqual((1, 0, 1, 0), (night.Satisfied, night.Granted, night.AlreadyDecided, night.Posted));
    }

    [TestMethod]
    [DataRow(QualityState.Provisional)]
    [DataRow(QualityState.Suspended)]
    [DataRow(QualityState.Expired)]
    [DataRow(QualityState.Proposed)]
    public async Task Night_PartnerNotApproved_AsksAPersonInsteadOfGranting(QualityState quality)
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync(quality);
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        var night = (await bridge.NightAsync()).Night;
        Assert.AreEqual((0, 1), (night.Granted, night.Requested));
    }

    [TestMethod]
    public async Task Night_NewerReviewSuspendsThePartner_StopsAutomaticGrantsAtOnce()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await bridge.DbAsync(async db =>
        {
            var partner = await db.Partners.SingleAsync();
            db.Add(new QualityReview { PartnerId = partner.Id, State = QualityState.Suspended, Reviewer = "Rosa Registrar", Criteria = "Complaints", DecidedAt = bridge.Time.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync();
        });
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        Assert.AreEqual(0, (await bridge.NightAsync()).Night.Granted);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Request_FromManySidesAtOnce_MakesOneNight(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        var asked = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => bridge.InScopeAsync<NightRequests, (Guid Id, bool IsNew)>(requests =>
            requests.RequestAsync(NightTrigger.Page, TestBridge.Registrar, CancellationToken.None)))));
        Assert.HasCount(1, asked.Select(night => night.Id).Distinct());
        Assert.AreEqual(1, asked.Count(night => night.IsNew));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.NightRuns.CountAsync()));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Run_WhileAnotherHoldsTheLease_DoesNothing(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        var id = await RequestAsync(bridge);
        Assert.IsNotNull(await bridge.DbAsync(db => NightLease.TryTakeAsync(db, id, TimeSpan.FromSeconds(20), CancellationToken.None)));
        Assert.IsFalse(await bridge.Services.GetRequiredService<NightWork>().RunAsync(id, CancellationToken.None));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Run_AfterTheHolderDied_GoesOnWithItsNumbersAndItsFenceIsRefused(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada), Row("2", "ben@example.edu")));
        var id = await RequestAsync(bridge);
        var dead = (await bridge.DbAsync(db => NightLease.TryTakeAsync(db, id, TimeSpan.FromSeconds(20), CancellationToken.None)))!;
        await bridge.DbAsync(async db =>
        {
            var partner = await db.Partners.SingleAsync();
            db.Add(new SyncRun { PartnerId = partner.Id, NightRunId = id, StartedAt = bridge.Time.GetUtcNow().UtcDateTime, New = 5 });
            await db.SaveChangesAsync();
            await db.NightRuns.ExecuteUpdateAsync(set => set.SetProperty(night => night.LeaseUntil, DateTime.UtcNow.AddMinutes(-1)));
        });

        Assert.IsTrue(await bridge.Services.GetRequiredService<NightWork>().RunAsync(id, CancellationToken.None));
        var summary = await bridge.DbAsync(db => NightSummary.ReadAsync(db, id, CancellationToken.None));
        Assert.AreEqual(7, summary.Sum(run => run.New), "The numbers of the dead worker are kept.");
        await Assert.ThrowsExactlyAsync<LeaseLostException>(() => bridge.DbAsync(db => dead.HoldAsync(db, CancellationToken.None)));
    }

    [TestMethod]
    public async Task RequestScheduled_TwiceOnOneLocalDate_IsOneNightAndTheNextDateHasItsOwn()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        Task<Guid?> Schedule() => bridge.InScopeAsync<NightRequests, Guid?>(requests => requests.RequestScheduledAsync(CancellationToken.None));
        var work = bridge.Services.GetRequiredService<NightWork>();
        await work.RunAsync((await Schedule())!.Value, CancellationToken.None);
        // Daylight saving ends in Chicago: the hour from one to two comes twice. So does a clock set back.
        bridge.Time.Advance(TimeSpan.FromHours(1));
        Assert.IsNull(await Schedule());
        bridge.Time.Advance(TimeSpan.FromHours(24));
        Assert.IsNotNull(await Schedule());
    }

    [TestMethod]
    public async Task Night_ConnectorBreaksInTheMiddle_KeepsWhatWasTakenAndGoesOnThere()
    {
        var connector = new BreakingConnector();
        await using var bridge = await TestBridge.CreateAsync(configure: services => services.AddSingleton<IPartnerConnector>(connector)).WithSmallUniversityAsync();
        await bridge.DbAsync(db => db.Partners.ExecuteUpdateAsync(set => set.SetProperty(partner => partner.Connector, BreakingConnector.ItsName)));
        var first = await bridge.NightAsync();
        Assert.AreEqual((NightState.Failed, 1), (first.State, first.Sum(run => run.New)));
        Assert.Contains("connection reset", first.Problems.Single());
        Assert.AreEqual(1, first.Night.Granted, "What was taken goes on its way.");
        connector.Breaks = false;
        var second = await bridge.NightAsync();
        Assert.AreEqual((NightState.Completed, 1), (second.State, second.Sum(run => run.New)));
        Assert.AreEqual("page 1", connector.Asked);
    }

    [TestMethod]
    public async Task Night_RevokedBetweenGrantAndPosting_IsHeldForAPerson()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        // An applicant's credit waits: it is granted, not posted.
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, Core.Learners.LearnerStanding.Applicant)));
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        Assert.AreEqual((1, 0), ((await bridge.NightAsync()).Night is var night ? (night.Granted, night.Posted) : default));
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, Core.Learners.LearnerStanding.Enrolled)));
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, status: "revoked", updated: "2026-11-01T00:00:00Z")));
        Assert.AreEqual(0, (await bridge.NightAsync()).Night.Posted);
        var posting = await bridge.DbAsync(db => db.Postings.SingleAsync());
        Assert.AreEqual(PostingState.Dead, posting.State);
        Assert.Contains("revoked", posting.LastError!);
    }

    private static Task<Guid> RequestAsync(TestBridge bridge) => bridge.InScopeAsync<NightRequests, Guid>(async requests =>
        (await requests.RequestAsync(NightTrigger.Page, TestBridge.Registrar, CancellationToken.None)).Id);

    /// <summary>Gives one page, then breaks; asked again with that page's checkpoint it gives the rest.</summary>
    private sealed class BreakingConnector : IPartnerConnector
    {
        public const string ItsName = "Breaking";

        public string Name => ItsName;

        public string About => "Breaks.";

        public ConnectorAbilities Abilities => new();

        public Type Settings => typeof(object);

        public Task<string> TestAsync(PartnerAccount account, CancellationToken cancellation) => throw new NotSupportedException();

        public IReadOnlyList<IncomingRecord> Reread(PartnerAccount account, QuarantinedRecord record) => throw new NotSupportedException();

        public bool Breaks { get; set; } = true;

        public string? Asked { get; private set; }

        public async IAsyncEnumerable<IntakePage> PullAsync(PartnerAccount account, PullAsk ask, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.Yield();
            Asked = ask.Checkpoints.GetValueOrDefault("");
            if (Asked is null)
                yield return Page("1", Ada, "page 1");
            if (Breaks)
                throw new HttpRequestException("connection reset");
            yield return Page("2", "ben@example.edu", "page 2");
        }

        private static IntakePage Page(string id, string email, string checkpoint) => new(
            [new IncomingRecord.Taken(checkpoint, "{}", Core.Credentials.CredentialFormat.Ndjson, null, PayloadHash.Of(id), id, id, "basics", null, $"email:{email}", null, null,
                new DateOnly(2026, 5, 1), null, Core.Credentials.CredentialStatus.Active, [new Core.Rules.Result("percent", 82, 100)], null, null,
                Core.Credentials.VerificationState.NotSigned, Core.Credentials.Assurance.PartnerAsserted, [], null)],
            new Dictionary<string, string> { [""] = checkpoint },
            checkpoint);
    }
}
