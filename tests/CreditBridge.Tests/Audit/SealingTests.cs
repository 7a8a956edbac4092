using System.Diagnostics;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CreditBridge.Tests.Audit;

[TestClass]
public sealed class SealingTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DatabaseData]
    public async Task Seal_EntriesThatWait_NumbersThemByTimeWithoutAGap(DatabaseProvider provider)
    {
        await using var bridge = await TestTrail.CreateAsync(provider, 2_500);
        Assert.AreEqual(2_501, await bridge.SealAsync());
        var entries = await bridge.EntriesAsync();
        CollectionAssert.AreEqual(Enumerable.Range(1, 2_501).Select(number => (long?)number).ToList(), entries.ConvertAll(entry => entry.Sequence));
        var times = entries.Take(2_500).Select(entry => entry.At).ToList();
        CollectionAssert.AreEqual(times.Order().ToList(), times);
        Assert.HasCount(2_501, entries.Select(entry => Convert.ToHexString(entry.Salt!)).Distinct());
        Assert.AreEqual(0, await bridge.SealAsync());
        Assert.IsTrue((await bridge.VerifyAsync()).IsIntact);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Seal_ByManyAtOnceWhileEntriesAreWritten_NeverGivesAGapOrANumberTwice(DatabaseProvider provider)
    {
        await using var bridge = await TestTrail.CreateAsync(provider, 4_000);
        var writing = Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
                await bridge.WriteAsync(50);
        });
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (var round = 0; round < 12; round++)
            {
                count += await bridge.SealAsync() ?? 0;
                await Task.Delay(20);
            }

            return count;
        })));
        await writing;
        var rest = await bridge.SealAsync();
        var entries = await bridge.EntriesAsync();
        Assert.AreEqual(4_501, entries.Count);
        Assert.AreEqual(4_501, taken.Sum() + rest);
        CollectionAssert.AreEqual(Enumerable.Range(1, 4_501).Select(number => (long?)number).ToList(), entries.ConvertAll(entry => entry.Sequence));
        Assert.IsTrue((await bridge.VerifyAsync()).IsIntact);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Hold_AfterSomebodyElseTookOver_IsRefused(DatabaseProvider provider)
    {
        await using var bridge = await TestTrail.CreateAsync(provider, 5);
        var lost = await bridge.DbAsync(db => SealLease.TryTakeAsync(db, TimeSpan.FromMinutes(5), CancellationToken.None));
        Assert.IsNull(await bridge.SealAsync(), "Somebody holds the lease.");
        // The holder is gone, and its time with it.
        await bridge.DbAsync(db => db.TrailHeads.ExecuteUpdateAsync(set => set.SetProperty(head => head.LeaseUntil, DateTime.UtcNow.AddSeconds(-1))));
        Assert.AreEqual(6, await bridge.SealAsync());
        await Assert.ThrowsExactlyAsync<SealLeaseLostException>(() => bridge.DbAsync(db => lost!.HoldAsync(db, CancellationToken.None)));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Seal_KilledBetweenBatches_GoesOnWhereItStood(DatabaseProvider provider)
    {
        await using var bridge = await TestTrail.CreateAsync(provider, 20_000);
        bridge.WriteSettings(jobs: new { LeaseSeconds = 2 });
        using (var process = BridgeProcess.Start("audit", "seal", "--data", bridge.Data.Path))
        {
            while (!process.HasEnded && await bridge.DbAsync(db => db.TrailHeads.Select(head => head.Sequence).SingleAsync()) == 0)
                await Task.Delay(5);
            process.Kill();
        }

        var stood = await bridge.DbAsync(db => db.TrailHeads.Select(head => head.Sequence).SingleAsync());
        Assert.IsInRange(1_024, 19_999, stood, "The kill must hit a sealer at work.");
        Assert.AreEqual(stood, await bridge.DbAsync(db => db.AuditEntries.LongCountAsync(entry => entry.Sequence != null)));
        var (exit, output, errors) = await BridgeProcess.RunAsync("audit", "seal", "--data", bridge.Data.Path);
        Assert.AreEqual(0, exit, errors);
        Assert.Contains($"{20_001 - stood:N0} sealed now, 20,001 in the trail", output);
        var report = await bridge.VerifyAsync();
        Assert.AreEqual((20_001L, 0L, 0L), (report.Sealed, report.Waiting, report.FindingCount));
    }

    [TestMethod]
    public async Task Checkpoint_ByDay_IsMadeOnceForEachLocalDay()
    {
        await using var bridge = await TestTrail.CreateAsync(DatabaseProvider.Sqlite, 10);
        Assert.AreEqual(10, await bridge.SealAsync(ClosingDay.Yesterday), "The first day is not over.");
        // 24 November, 23:30 in Vienna; then 00:30.
        bridge.Time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 22, 30, 0, TimeSpan.Zero));
        Assert.AreEqual(0, await bridge.SealAsync(ClosingDay.Yesterday));
        bridge.Time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 23, 30, 0, TimeSpan.Zero));
        Assert.AreEqual(1, await bridge.SealAsync(ClosingDay.Yesterday));
        Assert.AreEqual(0, await bridge.SealAsync(ClosingDay.Yesterday));
        Assert.AreEqual(1, await bridge.SealAsync(ClosingDay.Today));
        Assert.AreEqual(0, await bridge.SealAsync(ClosingDay.Today));
        var checkpoints = await bridge.DbAsync(db => db.AuditCheckpoints.OrderBy(checkpoint => checkpoint.Day).Select(checkpoint => $"{checkpoint.Day:yyyy-MM-dd} {checkpoint.TreeSize}").ToListAsync());
        CollectionAssert.AreEqual(new[] { "2026-11-24 10", "2026-11-25 11" }, checkpoints);
    }

    [TestMethod]
    public async Task Night_AtItsEnd_SealsAndSaysHowMany()
    {
        await using var bridge = await TestTrail.CreateAsync(DatabaseProvider.Sqlite, 10);
        var night = (await bridge.NightAsync()).Night;
        // The ten, the night's own request, and the checkpoint.
        Assert.AreEqual(12, night.Sealed);
        Assert.AreEqual(11, (await bridge.NewestCheckpointAsync()).TreeSize);
        Assert.IsTrue((await bridge.VerifyAsync()).IsIntact);
    }

    [TestMethod]
    public async Task Save_OfAChangedOrRemovedEntry_IsRefused()
    {
        await using var bridge = await TestTrail.CreateAsync(DatabaseProvider.Sqlite, 1);
        await bridge.SealAsync();
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => ChangeAsync(db => db.AuditEntries, (db, row) => db.Entry(row).Property(entry => entry.Why).CurrentValue = "better"));
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => ChangeAsync(db => db.AuditEntries, (db, row) => db.Entry(row).Property(entry => entry.Action).CurrentValue = "Nothing"));
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => ChangeAsync(db => db.AuditEntries, (db, row) => db.Remove(row)));
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => ChangeAsync(db => db.AuditCheckpoints, (db, row) => db.Remove(row)));
        Assert.IsTrue((await bridge.VerifyAsync()).IsIntact);

        Task ChangeAsync<T>(Func<BridgeDbContext, DbSet<T>> set, Action<BridgeDbContext, T> change) where T : class => bridge.DbAsync(async db =>
        {
            change(db, await set(db).AsTracking().FirstAsync());
            await db.SaveChangesAsync();
        });
    }

    [TestMethod]
    [DatabaseData]
    public async Task Seal_EntriesFromBeforeTheTrailWasSealed_TakesThem(DatabaseProvider provider)
    {
        var folder = Directory.CreateTempSubdirectory("creditbridge-test-").FullName;
        await using BridgeDbContext db = provider == DatabaseProvider.Sqlite
            ? new SqliteBridgeDbContext(new DbContextOptionsBuilder<SqliteBridgeDbContext>().UseSqlite($"Data Source={Path.Combine(folder, "old.db")};Pooling=False").Options)
            : new PostgreSqlBridgeDbContext(new DbContextOptionsBuilder<PostgreSqlBridgeDbContext>().UseNpgsql(await TestDatabase.CreateEmptyPostgreSqlAsync()).Options);
        await db.GetService<IMigrator>().MigrateAsync("PolicyLayers");
        for (var number = 0; number < 3; number++)
            await db.Database.ExecuteSqlAsync($"INSERT INTO \"AuditEntries\" (\"Id\", \"At\", \"ActorName\", \"Action\", \"SubjectType\", \"SubjectId\") VALUES ({Guid.CreateVersion7()}, {DateTime.UtcNow}, {"Old hand"}, {"Something done"}, {"Something"}, {Guid.Empty})");
        await db.MigrateBridgeDatabaseAsync();
        Assert.AreEqual(3, (await TrailVerification.RunAsync(db, [], CancellationToken.None)).Waiting);
        Assert.AreEqual(3, await new Sealing(db, TimeProvider.System).SealAsync(TestTrail.Lease, ClosingDay.Today, CancellationToken.None));
        var report = await TrailVerification.RunAsync(db, [], CancellationToken.None);
        Assert.AreEqual((3L, 0L, 0L), (report.Sealed, report.Waiting, report.FindingCount));
        SqliteConnection.ClearAllPools();
    }

    /// <summary>Not a promise, a measure: it fails only where sealing has become slower by an order of magnitude.</summary>
    [TestMethod]
    [TestCategory("Long")]
    [TestCategory("Shard1")]
    [DatabaseData]
    public async Task Seal_AHundredThousand_TakesSeconds(DatabaseProvider provider)
    {
        await using var bridge = await TestTrail.CreateAsync(provider, 0);
        for (var round = 0; round < 10; round++)
            await bridge.WriteAsync(10_000);
        var watch = Stopwatch.StartNew();
        Assert.AreEqual(100_001, await bridge.SealAsync());
        var sealing = watch.Elapsed;
        watch.Restart();
        Assert.IsTrue((await bridge.VerifyAsync()).IsIntact);
        var verifying = watch.Elapsed;
        await bridge.InScopeAsync<InclusionProofs>(async proofs => Assert.IsNotNull(await proofs.OfEntryAsync(1)));
        watch.Restart();
        for (var round = 0; round < 20; round++)
            await bridge.InScopeAsync<InclusionProofs>(async proofs => Assert.IsNotNull(await proofs.OfEntryAsync(4_321 * (round + 1))));
        TestContext.WriteLine($"{provider}: 100,001 entries sealed in {sealing.TotalSeconds:0.0} s, verified in {verifying.TotalSeconds:0.0} s; a proof in {watch.Elapsed.TotalMilliseconds / 20:0.0} ms");
        Assert.IsLessThan(TimeSpan.FromMinutes(2), sealing);
    }
}
