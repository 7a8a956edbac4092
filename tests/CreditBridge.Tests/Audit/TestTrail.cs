using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Audit;

/// <summary>A bridge with a trail in it.</summary>
internal static class TestTrail
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    public static async Task<TestBridge> CreateAsync(DatabaseProvider provider, int entries)
    {
        var bridge = await TestBridge.CreateAsync(provider);
        await bridge.AddAsync(new Institution { Code = "TEST", Name = "Test University", TimeZone = "Europe/Vienna" });
        await bridge.WriteAsync(entries);
        return bridge;
    }

    /// <summary>300 entries under the checkpoint of one day, and 21 under that of the next.</summary>
    public static async Task<TestBridge> CreateSealedAsync(DatabaseProvider provider)
    {
        var bridge = await CreateAsync(provider, 300);
        Assert.AreEqual(301, await bridge.SealAsync());
        bridge.Time.Advance(TimeSpan.FromDays(1));
        await bridge.WriteAsync(20);
        Assert.AreEqual(21, await bridge.SealAsync());
        return bridge;
    }

    public static Task WriteAsync(this TestBridge bridge, int entries) => bridge.DbAsync(async db =>
    {
        var now = bridge.Time.GetUtcNow().UtcDateTime;
        db.AuditEntries.AddRange(Enumerable.Range(0, entries).Select(number => AuditEntry.Of(
            new Actor($"Person {number % 7} – Ünïcode", number % 3 == 0 ? null : (Role)(number % 7), number % 2 == 0 ? null : Guid.CreateVersion7()),
            now.AddMilliseconds(number / 2), "Something done", "Something", Guid.CreateVersion7(), number % 4 == 0 ? null : $"before {number}", number % 5 == 0 ? "" : $"after {number}", $"because\n{number}")));
        await db.SaveChangesAsync();
    });

    public static Task<int?> SealAsync(this TestBridge bridge, ClosingDay closing = ClosingDay.Today) =>
        bridge.InScopeAsync<Sealing, int?>(sealing => sealing.SealAsync(Lease, closing, CancellationToken.None));

    public static Task<TrailReport> VerifyAsync(this TestBridge bridge, params ExportedCheckpoint[] kept) => bridge.DbAsync(db => TrailVerification.RunAsync(db, kept, CancellationToken.None));

    public static Task<List<AuditEntry>> EntriesAsync(this TestBridge bridge) => bridge.DbAsync(db => db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync());

    public static Task<ExportedCheckpoint> NewestCheckpointAsync(this TestBridge bridge) =>
        bridge.DbAsync(async db => ExportedCheckpoint.Of(await db.AuditCheckpoints.AsNoTracking().OrderByDescending(checkpoint => checkpoint.Day).FirstAsync(), "TEST"));

    /// <summary>What somebody does who can write the database.</summary>
    public static Task TamperAsync(this TestBridge bridge, string statements) => bridge.DbAsync(async db =>
    {
        foreach (var statement in statements.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            Assert.IsGreaterThan(0, await db.Database.ExecuteSqlRawAsync(bridge.Database.Provider == DatabaseProvider.Sqlite ? statement.Replace("'\\x", "X'", StringComparison.Ordinal) : statement), statement);
    });
}
