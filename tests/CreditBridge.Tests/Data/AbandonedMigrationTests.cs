using CreditBridge.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Data;

/// <summary>A program killed in the middle of its first start must not keep every later one waiting for its lock.</summary>
[TestClass]
public sealed class AbandonedMigrationTests
{
    [TestMethod]
    [DataRow("-2 minutes")]
    public async Task Migrate_WithALockLeftBehind_GoesOn(string age)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("creditbridge-test-").FullName, "left.db");
        await using var db = new SqliteBridgeDbContext(new DbContextOptionsBuilder<SqliteBridgeDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options);
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
        await db.Database.ExecuteSqlAsync($"INSERT INTO \"__EFMigrationsLock\" VALUES (1, datetime('now', {age}))");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await db.MigrateBridgeDatabaseAsync(patience.Token);
        Assert.AreEqual(0, await db.Learners.CountAsync());
    }
}
