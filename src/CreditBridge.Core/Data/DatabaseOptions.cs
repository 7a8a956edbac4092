using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Data;

/// <summary>The <c>Database</c> section of the settings.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; }

    /// <summary>Needed for SqlServer and PostgreSql; SQLite lives in the data folder.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>SQLite: seconds that a write waits for another writer. Short, so that a page can say 'try again'.</summary>
    public int BusySeconds { get; set; } = 5;

    public static string SqliteFile(string dataFolder) => Path.Combine(dataFolder, "creditbridge.db");

    public string SqliteConnectionString(string dataFolder) => new SqliteConnectionStringBuilder
    {
        DataSource = SqliteFile(dataFolder),
        ForeignKeys = true,
        DefaultTimeout = BusySeconds,
    }.ToString();

    internal void Configure(DbContextOptionsBuilder builder, string dataFolder) => _ = Provider switch
    {
        DatabaseProvider.Sqlite => builder.UseSqlite(SqliteConnectionString(dataFolder)),
        DatabaseProvider.SqlServer => builder.UseSqlServer(ConnectionString, server => server.EnableRetryOnFailure()),
        DatabaseProvider.PostgreSql => builder.UseNpgsql(ConnectionString, server => server.EnableRetryOnFailure()),
        _ => throw new InvalidOperationException($"Database:Provider {Provider} is not one of Sqlite, SqlServer, PostgreSql."),
    };
}
