using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Sis;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Jobs.StudentSystem;

/// <summary>Two workers on one posting (reliability.md, scenario 13): the first stalls while it sends, its lease is taken away, a second one goes on; then the first wakes.</summary>
[TestClass]
public sealed class TwoWorkersTests
{
    private enum Stall
    {
        /// <summary>The first wakes within the settling time and delivers.</summary>
        BeforeCommit,

        /// <summary>The student system has it; the first wakes when the second has written that.</summary>
        AfterCommit,

        /// <summary>The first sleeps past the settling time: the second sends, and the first finds its deadline passed.</summary>
        PastTheDeadline,
    }

    [TestMethod]
    [DatabaseData]
    public Task Stall_TwentyTimes_PostsOnceAndTheLateOutcomeIsRefused(DatabaseProvider provider) => StallAsync(provider, 20);

    [TestMethod]
    [TestCategory("Long"), TestCategory("Shard3")]
    public Task Stall_FiveHundredTimes_PostsOnceAndTheLateOutcomeIsRefused() => StallAsync(DatabaseProvider.Sqlite, 500);

    [TestMethod]
    [TestCategory("Long"), TestCategory("Shard4")]
    public Task Stall_FiveHundredTimesOnPostgreSql_PostsOnceAndTheLateOutcomeIsRefused() => StallAsync(DatabaseProvider.PostgreSql, 500);

    private static async Task StallAsync(DatabaseProvider provider, int trials)
    {
        var sis = new StallingSis();
        await using var bridge = await TestBridge.CreateAsync(provider, services => services.AddSingleton<ISisAdapter>(sis)).WithSmallUniversityAsync();
        sis.Time = bridge.Time;
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, Core.Learners.LearnerStanding.Applicant)));
        var now = bridge.Time.GetUtcNow().UtcDateTime;
        await bridge.AddAsync(Enumerable.Range(0, trials).Select(i => LearnerOf($"L{i}", "L", $"l{i}@example.edu", now)));
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, Core.Learners.LearnerStanding.Enrolled)));
        bridge.Drop(Acme, "a.csv", Csv(Enumerable.Range(0, trials).Select(i => Row($"{i}", $"l{i}@example.edu"))));
        sis.IsOut = true;
        Assert.AreEqual(trials, (await bridge.NightAsync()).Night.Granted);
        sis.IsOut = false;
        bridge.Time.Advance(TimeSpan.FromHours(1));
        var refused = 0;
        for (var trial = 0; trial < trials; trial++)
        {
            var stall = (Stall)(trial % 3);
            var (at, far) = (bridge.Time.GetUtcNow().UtcDateTime, new DateTime(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            // One is due: the second worker is to have nothing else to do.
            var due = await bridge.DbAsync(db => db.Postings.Where(posting => posting.State == PostingState.Pending).OrderBy(posting => posting.Id).Select(posting => posting.Id).FirstAsync());
            await bridge.DbAsync(db => db.Postings.Where(posting => posting.State == PostingState.Pending).ExecuteUpdateAsync(set => set
                .SetProperty(posting => posting.NextAttemptAt, posting => posting.Id == due ? at : far)));
            sis.StallNext(stall);
            var fence = (await PostingAsync(bridge, due)).Fence + 1;
            var first = Task.Run(() => SweepAsync(bridge));
            await sis.Stalled.WaitAsync(TimeSpan.FromSeconds(30));
            Assert.AreEqual(1, await bridge.DbAsync(db => db.Postings.Where(posting => posting.State == PostingState.Sending).ExecuteUpdateAsync(set => set.SetProperty(posting => posting.LeaseUntil, DateTime.UtcNow.AddMinutes(-1)))));
            await SweepAsync(bridge);
            if (stall == Stall.PastTheDeadline)
            {
                for (var look = 0; look < 5 && (await PostingAsync(bridge, due)).State != PostingState.Posted; look++)
                {
                    bridge.Time.Advance(TimeSpan.FromSeconds(16));
                    await SweepAsync(bridge);
                }

                Assert.AreEqual((PostingState.Posted, fence + 1), ((await PostingAsync(bridge, due)) is var sent ? (sent.State, sent.Fence) : default), "The second worker should have sent it.");
            }

            var before = await PostingAsync(bridge, due);
            sis.Wake();
            await first;
            var after = await PostingAsync(bridge, due);
            if (stall != Stall.BeforeCommit)
            {
                Assert.AreEqual((before.State, before.SisReference, before.Version), (after.State, after.SisReference, after.Version), $"trial {trial}: the late outcome of {stall} must be refused.");
                refused++;
            }

            Assert.AreEqual(PostingState.Posted, after.State, $"trial {trial}, {stall}");
        }

        Assert.HasCount(trials, sis.Ledger);
        Assert.IsTrue(sis.Ledger.Values.All(times => times == 1), "Nothing may be posted twice.");
        Assert.IsGreaterThanOrEqualTo(trials / 2, refused);
    }

    private static Task<Posting> PostingAsync(TestBridge bridge, Guid id) => bridge.DbAsync(db => db.Postings.SingleAsync(posting => posting.Id == id));

    private static Task SweepAsync(TestBridge bridge) => bridge.InScopeAsync<PostingSweep>(sweep => sweep.NextAsync(CancellationToken.None));

    private sealed class StallingSis : ISisAdapter
    {
        private TaskCompletionSource<string> _stalled = new();
        private TaskCompletionSource _woken = new();
        private Stall? _next;

        public Dictionary<string, int> Ledger { get; } = [];

        public TimeProvider Time { get; set; } = TimeProvider.System;

        /// <summary>Nothing leaves at all.</summary>
        public bool IsOut { get; set; }

        public Task<string> Stalled => _stalled.Task;

        public string Name => "Stalling";

        public SisCapabilities Capabilities => new(CanLookUp: true, CanReverse: true, CarriesCourse: true, MostInBatch: 1, [], ShowsTranscript: false);

        public string KeyOf(CreditPosting posting) => posting.Key;

        public void StallNext(Stall stall) => (_next, _stalled, _woken) = (stall, new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously));

        public void Wake() => _woken.SetResult();

        public async Task<IReadOnlyList<PostingResult>> PostAsync(IReadOnlyList<CreditPosting> postings, DateTime sendBefore, CancellationToken cancellation)
        {
            var posting = postings.Single();
            if (IsOut)
                return [new PostingResult.NotSent("The line is down.")];
            var stall = _next;
            _next = null;
            if (stall == Stall.AfterCommit)
                Commit(posting);
            if (stall is not null)
            {
                _stalled.SetResult(posting.Key);
                await _woken.Task.WaitAsync(cancellation);
            }

            if (stall != Stall.AfterCommit)
            {
                if (Time.GetUtcNow().UtcDateTime >= sendBefore)
                    return [PostingResult.NotSent.Late];
                Commit(posting);
            }

            return [new PostingResult.Posted(stall is null ? "second" : "first")];
        }

        public Task<IReadOnlyDictionary<string, SisEntry>> FindAsync(IReadOnlyCollection<CreditPosting> postings, CancellationToken cancellation)
        {
            lock (Ledger)
                return Task.FromResult<IReadOnlyDictionary<string, SisEntry>>(postings.Where(posting => Ledger.ContainsKey(posting.Key)).ToDictionary(posting => posting.Key, posting => new SisEntry(posting.Key, "found", "", 3)));
        }

        public IAsyncEnumerable<SisEntry> ReadPostedAsync(IReadOnlyCollection<CreditPosting> known, CancellationToken cancellation) => AsyncEnumerable.Empty<SisEntry>();

        private void Commit(CreditPosting posting)
        {
            lock (Ledger)
                Ledger[posting.Key] = Ledger.GetValueOrDefault(posting.Key) + 1;
        }
    }
}
