using CreditBridge.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CreditBridge.Tests.Support;

/// <summary>A database of its own for each test, copied from a template that the migrations made.</summary>
internal static class TestDatabase
{
    public const string PostgreSqlVariable = "CREDITBRIDGE_TEST_POSTGRESQL";
    public const string SqlServerVariable = "CREDITBRIDGE_TEST_SQLSERVER";

    private const string PostgreSqlTemplate = "creditbridge_template";

    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task<bool>> PostgreSqlTemplateMade = new(MakePostgreSqlTemplateAsync);

    /// <summary>Inconclusive where the database is not there: a test never passes without its database.</summary>
    public static async Task<DatabaseOptions> CreateAsync(DatabaseProvider provider, string dataFolder)
    {
        switch (provider)
        {
            case DatabaseProvider.Sqlite:
                File.Copy(await SqliteTemplate.Value, DatabaseOptions.SqliteFile(dataFolder));
                return new DatabaseOptions();
            case DatabaseProvider.PostgreSql:
                Demand(PostgreSqlVariable);
                await PostgreSqlTemplateMade.Value;
                var name = $"test_{Guid.NewGuid():N}";
                await PostgreSqlAsync($"CREATE DATABASE {name} TEMPLATE {PostgreSqlTemplate}");
                return new DatabaseOptions { Provider = provider, ConnectionString = PostgreSqlConnection(name) };
            default:
                Demand(SqlServerVariable);
                var options = new DatabaseOptions { Provider = provider, ConnectionString = $"{Environment.GetEnvironmentVariable(SqlServerVariable)};Database=test_{Guid.NewGuid():N}" };
                await using (var db = new SqlServerBridgeDbContext(new DbContextOptionsBuilder<SqlServerBridgeDbContext>().UseSqlServer(options.ConnectionString).Options))
                    await db.MigrateBridgeDatabaseAsync();
                return options;
        }
    }

    /// <summary>An empty PostgreSQL database, for Hangfire's own tables.</summary>
    public static async Task<string> CreateEmptyPostgreSqlAsync()
    {
        Demand(PostgreSqlVariable);
        var name = $"jobs_{Guid.NewGuid():N}";
        await PostgreSqlAsync($"CREATE DATABASE {name}");
        return PostgreSqlConnection(name);
    }

    private static void Demand(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is null)
            Assert.Inconclusive($"{variable} holds no connection string: tests/run.sh starts a PostgreSQL and sets it.");
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("creditbridge-template-").FullName, "template.db");
        await using (var db = new SqliteBridgeDbContext(new DbContextOptionsBuilder<SqliteBridgeDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options))
            await db.MigrateBridgeDatabaseAsync();
        return file;
    }

    private static async Task<bool> MakePostgreSqlTemplateAsync()
    {
        await PostgreSqlAsync($"DROP DATABASE IF EXISTS {PostgreSqlTemplate}");
        await PostgreSqlAsync($"CREATE DATABASE {PostgreSqlTemplate}");
        await using (var db = new PostgreSqlBridgeDbContext(new DbContextOptionsBuilder<PostgreSqlBridgeDbContext>().UseNpgsql(PostgreSqlConnection(PostgreSqlTemplate) + ";Pooling=false").Options))
            await db.MigrateBridgeDatabaseAsync();
        return true;
    }

    private static string PostgreSqlConnection(string database) =>
        new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(PostgreSqlVariable)) { Database = database, MaxPoolSize = 20 }.ToString();

    private static readonly SemaphoreSlim OneAtATime = new(1);

    private static async Task PostgreSqlAsync(string sql)
    {
        // PostgreSQL copies a template for one at a time.
        await OneAtATime.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection(PostgreSqlConnection("postgres") + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
