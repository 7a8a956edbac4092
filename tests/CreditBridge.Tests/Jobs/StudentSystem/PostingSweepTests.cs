using System.Runtime.CompilerServices;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Sis;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Jobs.StudentSystem;

/// <summary>The posting protocol against a student system with a ledger of its own that can fail after it has committed.</summary>
[TestClass]
public sealed class PostingSweepTests
{
    [TestMethod]
    [DatabaseData]
    public async Task Sweep_TimeOutAfterTheSystemCommitted_IsFoundByKeyAndNotSentAgain(DatabaseProvider provider)
    {
        var sis = new LedgerSis { Fault = Fault.AfterCommit };
        await using var bridge = await GrantedAsync(provider, sis);
        await SweepAsync(bridge);
        Assert.AreEqual(PostingState.Unknown, await StateAsync(bridge));
        sis.Fault = Fault.None;
        bridge.Time.Advance(TimeSpan.FromMinutes(1));
        await SweepAsync(bridge);
        Assert.AreEqual(PostingState.Posted, await StateAsync(bridge));
        Assert.HasCount(1, sis.Ledger);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Sweep_TimeOutBeforeTheSystemSawIt_IsSentAgainOnlyAfterTwoLookUps(DatabaseProvider provider)
    {
        var sis = new LedgerSis { Fault = Fault.BeforeCommit };
        await using var bridge = await GrantedAsync(provider, sis);
        await SweepAsync(bridge);
        sis.Fault = Fault.None;
        bridge.Time.Advance(TimeSpan.FromSeconds(16));
        await SweepAsync(bridge);
        Assert.AreEqual(PostingState.Unknown, await StateAsync(bridge), "One look-up is not enough: a stalled sender may still deliver.");
        bridge.Time.Advance(TimeSpan.FromSeconds(16));
        await SweepAsync(bridge);
        Assert.AreEqual(PostingState.Posted, await StateAsync(bridge));
        Assert.HasCount(1, sis.Ledger);
    }

    [TestMethod]
    public async Task Sweep_SystemThatCannotBeAsked_LeavesUnknownToAPerson()
    {
        var sis = new LedgerSis { Fault = Fault.BeforeCommit, CanLookUp = false };
        await using var bridge = await GrantedAsync(DatabaseProvider.Sqlite, sis);
        await SweepAsync(bridge);
        bridge.Time.Advance(TimeSpan.FromMinutes(1));
        await SweepAsync(bridge);
        Assert.AreEqual(PostingState.Dead, await StateAsync(bridge));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Sweep_ClaimWhoseHolderDied_BecomesUnknownThenFollowsTheLookUp(DatabaseProvider provider)
    {
        var sis = new LedgerSis();
        await using var bridge = await GrantedAsync(provider, sis);
        await bridge.DbAsync(async db =>
        {
            var posting = await db.Postings.SingleAsync();
            posting.Claim("dead", DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddMinutes(-1));
            await db.SaveChangesAsync();
        });
        await SweepAsync(bridge);
        Assert.AreEqual(PostingState.Unknown, await StateAsync(bridge));
        Assert.HasCount(0, sis.Ledger);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Sweep_ManyAtOnce_SendsOnce(DatabaseProvider provider)
    {
        var sis = new LedgerSis();
        await using var bridge = await GrantedAsync(provider, sis);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SweepAsync(bridge))));
        Assert.AreEqual(PostingState.Posted, await StateAsync(bridge));
        Assert.AreEqual(1, sis.Sends);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Sweep_OneUnknownCannotBeAskedFor_TheOthersAreResolvedAndSent(DatabaseProvider provider)
    {
        var sis = new LedgerSis { MostInBatch = 1, Fault = Fault.AfterCommit };
        await using var bridge = await GrantedAsync(provider, sis, Row("1", Ada), Row("2", "ben@example.edu"));
        while (await SweepAsync(bridge))
        {
        }

        Assert.AreEqual(2, await bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State == PostingState.Unknown)));
        (sis.Fault, sis.Poison) = (Fault.None, await bridge.DbAsync(db => db.GrantLines.OrderBy(line => line.Id).Select(line => line.Key).FirstAsync()));
        bridge.Drop(Acme, "b.csv", Csv(Row("3", "cy@example.edu")));
        bridge.Time.Advance(TimeSpan.FromHours(1));
        await bridge.NightAsync();
        var lines = await bridge.DbAsync(db => db.GrantLines.Include(line => line.Posting).OrderBy(line => line.Id).ToListAsync());
        CollectionAssert.AreEqual(new[] { PostingState.Unknown, PostingState.Posted, PostingState.Posted }, lines.ConvertAll(line => line.Posting!.State));
        Assert.AreEqual("Ledger could not be asked about it: It answers 400.", lines[0].Posting!.LastError);
        sis.Poison = null;
        bridge.Time.Advance(TimeSpan.FromHours(1));
        await SweepAsync(bridge);
        Assert.AreEqual(3, await bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State == PostingState.Posted)));
        Assert.IsTrue(sis.Ledger.Count == 3 && sis.Ledger.Values.All(times => times == 1), "Nothing may be posted twice.");
    }

    [TestMethod]
    public async Task Sweep_CannotBeAskedForBeforeItIsSent_GoesToAPersonAfterEightTries()
    {
        var sis = new LedgerSis { MostInBatch = 1 };
        await using var bridge = await GrantedAsync(DatabaseProvider.Sqlite, sis);
        sis.Poison = await bridge.DbAsync(db => db.GrantLines.Select(line => line.Key).SingleAsync());
        for (var day = 0; day < 9; day++)
        {
            bridge.Time.Advance(TimeSpan.FromDays(1));
            await SweepAsync(bridge);
        }

        var posting = await bridge.DbAsync(db => db.Postings.SingleAsync());
        Assert.AreEqual((PostingState.Dead, 8, 0), (posting.State, posting.Attempts, sis.Sends));
        Assert.Contains("could not be asked first, nothing was sent: It answers 400.", posting.LastError!);
    }

    [TestMethod]
    public async Task Sweep_Rejected_SaysWhyAndStaysForAPerson()
    {
        var sis = new LedgerSis { Fault = Fault.Reject };
        await using var bridge = await GrantedAsync(DatabaseProvider.Sqlite, sis);
        await SweepAsync(bridge);
        var posting = await bridge.DbAsync(db => db.Postings.SingleAsync());
        Assert.AreEqual((PostingState.Rejected, "No such term"), (posting.State, posting.LastError));
        bridge.Time.Advance(TimeSpan.FromDays(1));
        await SweepAsync(bridge);
        Assert.AreEqual(1, sis.Sends);
    }

    [TestMethod]
    public async Task Sweep_OneThousandWithEveryFifthTimingOutAfterCommit_PostsEachOnce()
    {
        var sis = new LedgerSis { MostInBatch = 1, EveryFifthFails = true };
        await using var bridge = await TestBridge.CreateAsync(configure: services => services.AddSingleton<ISisAdapter>(sis)).WithSmallUniversityAsync();
        var now = bridge.Time.GetUtcNow().UtcDateTime;
        await bridge.AddAsync(Enumerable.Range(0, 1000).Select(i => LearnerOf($"L{i}", "L", $"l{i}@example.edu", now)));
        bridge.Drop(Acme, "a.csv", Csv(Enumerable.Range(0, 1000).Select(i => Row($"{i}", $"l{i}@example.edu"))));
        var night = (await bridge.NightAsync()).Night;
        Assert.AreEqual(1000, night.Granted);
        for (var i = 0; i < 3; i++)
        {
            bridge.Time.Advance(TimeSpan.FromMinutes(1));
            while (await SweepAsync(bridge))
            {
            }
        }

        Assert.AreEqual(1000, await bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State == PostingState.Posted)));
        Assert.HasCount(1000, sis.Ledger);
        Assert.IsTrue(sis.Ledger.Values.All(times => times == 1), "Nothing may be posted twice.");
        Assert.IsGreaterThanOrEqualTo(150, sis.Failures);
    }

    [TestMethod]
    public async Task Sweep_HandedOverAndNotAnswered_IsLookedAtAgainAndNeverSentAgain()
    {
        var settings = new Dictionary<string, string?> { ["Sis:FlatFile:Acknowledgement"] = "File" };
        await using var bridge = await TestBridge.CreateAsync(settings: settings).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        await bridge.NightAsync();
        Assert.AreEqual(PostingState.Sent, await StateAsync(bridge));
        for (var hour = 0; hour < 60; hour++)
        {
            bridge.Time.Advance(TimeSpan.FromHours(1));
            await SweepAsync(bridge);
        }

        Assert.AreEqual(PostingState.Unknown, await StateAsync(bridge), "After two days without an answer a person should see it.");
        var batch = Directory.GetFiles(bridge.Data.Outbox, "credit-*.csv").Single();
        var key = File.ReadLines(batch).Last().Split(',')[0];
        File.WriteAllText(batch[..^4] + ".ack.csv", $"Key,Status,Reason\n{key},accepted,\n");
        bridge.Time.Advance(TimeSpan.FromHours(1));
        await SweepAsync(bridge);
        Assert.AreEqual(PostingState.Posted, await StateAsync(bridge));
    }

    [TestMethod]
    public async Task Sweep_TermClosedSinceTheGrant_IsLeftToAPerson()
    {
        await using var bridge = await GrantedAsync(DatabaseProvider.Sqlite, new LedgerSis());
        await bridge.DbAsync(db => db.Terms.ExecuteUpdateAsync(set => set.SetProperty(term => term.IsOpen, false)));
        await SweepAsync(bridge);
        var posting = await bridge.DbAsync(db => db.Postings.SingleAsync());
        Assert.AreEqual(PostingState.Dead, posting.State);
        Assert.Contains("2026FA", posting.LastError!);
    }

    [TestMethod]
    public async Task Night_OutboxThatCannotBeWritten_SaysSoAndIsNotFinished()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        File.WriteAllText(bridge.Data.Outbox, "in the way");
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        var night = await bridge.NightAsync();
        Assert.AreEqual(Core.Night.NightState.Failed, night.State);
        Assert.Contains("1 postings are not sent: The file could not be written", night.Problems.Single());
        File.Delete(bridge.Data.Outbox);
        bridge.Time.Advance(TimeSpan.FromHours(1));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Posted);
    }

    /// <summary>One learner with one grant that is due.</summary>
    private static async Task<TestBridge> GrantedAsync(DatabaseProvider provider, LedgerSis sis, params string[] rows)
    {
        var bridge = await TestBridge.CreateAsync(provider, services => services.AddSingleton<ISisAdapter>(sis)).WithSmallUniversityAsync();
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, Core.Learners.LearnerStanding.Applicant)));
        rows = rows.Length == 0 ? [Row("1", Ada)] : rows;
        bridge.Drop(Acme, "a.csv", Csv(rows));
        Assert.AreEqual(rows.Length, (await bridge.NightAsync()).Night.Granted);
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, Core.Learners.LearnerStanding.Enrolled)));
        return bridge;
    }

    private static Task<bool> SweepAsync(TestBridge bridge) => bridge.InScopeAsync<PostingSweep, bool>(async sweep => (await sweep.NextAsync(CancellationToken.None)).More);

    private static async Task<PostingState> StateAsync(TestBridge bridge) => (await bridge.DbAsync(db => db.Postings.SingleAsync())).State;

    private enum Fault
    {
        None,
        BeforeCommit,
        AfterCommit,
        Reject,
    }

    private sealed class LedgerSis : ISisAdapter
    {
        private int _sends;

        /// <summary>How often each key was committed.</summary>
        public Dictionary<string, int> Ledger { get; } = [];

        public Fault Fault { get; set; }

        public bool EveryFifthFails { get; init; }

        public bool CanLookUp { get; init; } = true;

        public int MostInBatch { get; init; } = 500;

        public int Sends => _sends;

        public int Failures { get; private set; }

        public string Name => "Ledger";

        public SisCapabilities Capabilities => new(CanLookUp, CanReverse: true, CarriesCourse: true, MostInBatch, [], ShowsTranscript: false);

        public string KeyOf(CreditPosting posting) => posting.Key;

        public Task<IReadOnlyList<PostingResult>> PostAsync(IReadOnlyList<CreditPosting> postings, DateTime sendBefore, CancellationToken cancellation)
        {
            var send = Interlocked.Increment(ref _sends);
            if (Fault == Fault.BeforeCommit)
                throw new TimeoutException("no answer");
            if (Fault == Fault.Reject)
                return Task.FromResult<IReadOnlyList<PostingResult>>([.. postings.Select(_ => new PostingResult.Rejected("No such term"))]);
            foreach (var posting in postings)
                Ledger[posting.Key] = Ledger.GetValueOrDefault(posting.Key) + 1;
            if (Fault == Fault.AfterCommit || (EveryFifthFails && send % 5 == 0))
            {
                Failures++;
                throw new TimeoutException("no answer");
            }

            return Task.FromResult<IReadOnlyList<PostingResult>>([.. postings.Select(posting => new PostingResult.Posted($"ref-{posting.Key[..8]}"))]);
        }

        /// <summary>It answers no question in which this key is.</summary>
        public string? Poison { get; set; }

        public Task<IReadOnlyDictionary<string, SisEntry>> FindAsync(IReadOnlyCollection<CreditPosting> postings, CancellationToken cancellation) =>
            postings.Any(posting => posting.Key == Poison) ? throw new SisException("It answers 400.") : Task.FromResult<IReadOnlyDictionary<string, SisEntry>>(postings.Select(posting => posting.Key).Where(Ledger.ContainsKey).ToDictionary(key => key, key => new SisEntry(key, $"ref-{key[..8]}", "", 3)));

        public async IAsyncEnumerable<SisEntry> ReadPostedAsync(IReadOnlyCollection<CreditPosting> known, [EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.Yield();
            foreach (var key in Ledger.Keys.ToList())
                yield return new SisEntry(key, "ref", "", 3);
        }
    }
}
