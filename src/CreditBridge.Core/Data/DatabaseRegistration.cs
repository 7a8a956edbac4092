using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Core.Data;

public static class DatabaseRegistration
{
    /// <summary>Registers the context of the chosen database under its own type and as <see cref="BridgeDbContext"/>.</summary>
    public static IServiceCollection AddBridgeDatabase(this IServiceCollection services, DatabaseOptions options, string dataFolder)
    {
        services.AddSingleton(options);
        return options.Provider switch
        {
            DatabaseProvider.SqlServer => services.AddContext<SqlServerBridgeDbContext>(options, dataFolder),
            DatabaseProvider.PostgreSql => services.AddContext<PostgreSqlBridgeDbContext>(options, dataFolder),
            _ => services.AddContext<SqliteBridgeDbContext>(options, dataFolder),
        };
    }

    /// <summary>
    /// Brings the database up to the newest migration. SQLite is put into WAL mode, so that readers never wait for the writer. A program killed while it migrates leaves
    /// EF's lock row behind on SQLite, where nothing else would ever remove it: nothing is locked when there is nothing to do, and a lock older than a minute is abandoned.
    /// </summary>
    public static async Task MigrateBridgeDatabaseAsync(this BridgeDbContext db, CancellationToken cancellation = default)
    {
        if (!(await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
            return;
        if (db is SqliteBridgeDbContext)
            await RemoveAbandonedLockAsync(db, cancellation);
        await db.Database.MigrateAsync(cancellation);
        if (db is SqliteBridgeDbContext)
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
    }

    private static async Task RemoveAbandonedLockAsync(BridgeDbContext db, CancellationToken cancellation)
    {
        var exists = await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellation);
        if (exists > 0)
            await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\" WHERE datetime(\"Timestamp\") < datetime('now', '-1 minute')", cancellation);
    }

    private static IServiceCollection AddContext<TContext>(this IServiceCollection services, DatabaseOptions options, string dataFolder) where TContext : BridgeDbContext
    {
        services.AddDbContext<TContext>(builder => options.Configure(builder, dataFolder));
        return services.AddScoped<BridgeDbContext>(provider => provider.GetRequiredService<TContext>());
    }
}
