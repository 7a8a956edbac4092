using CreditBridge.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CreditBridge.Tests.Data;

[TestClass]
public sealed class MigrationTests
{
    private static BridgeDbContext Context(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => new SqliteBridgeDbContext(new DbContextOptionsBuilder<SqliteBridgeDbContext>().UseSqlite("Data Source=none.db").Options),
        DatabaseProvider.SqlServer => new SqlServerBridgeDbContext(new DbContextOptionsBuilder<SqlServerBridgeDbContext>().UseSqlServer("Server=none").Options),
        _ => new PostgreSqlBridgeDbContext(new DbContextOptionsBuilder<PostgreSqlBridgeDbContext>().UseNpgsql("Host=none").Options),
    };

    [TestMethod]
    [DataRow(DatabaseProvider.Sqlite)]
    [DataRow(DatabaseProvider.SqlServer)]
    [DataRow(DatabaseProvider.PostgreSql)]
    public void HasPendingModelChanges_AfterTheLastMigration_IsFalse(DatabaseProvider provider)
    {
        using var db = Context(provider);
        Assert.IsFalse(db.Database.HasPendingModelChanges(), "The model has changed: add a migration for each database.");
    }

    [TestMethod]
    [DataRow(MigrationsSqlGenerationOptions.Default)]
    [DataRow(MigrationsSqlGenerationOptions.Idempotent)]
    public void GenerateScript_ForSqlServer_ParsesAsTransactSql(MigrationsSqlGenerationOptions options)
    {
        using var db = Context(DatabaseProvider.SqlServer);
        var script = db.GetService<IMigrator>().GenerateScript(options: options);
        var fragment = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
        Assert.AreEqual("", string.Join("\n", errors.Select(error => $"{error.Line}: {error.Message}")));
        // A parser that read nothing would find no error either.
        Assert.IsGreaterThan(db.Model.GetEntityTypes().Count(), fragment.Batches.Sum(batch => batch.Statements.Count));
    }

    [TestMethod]
    public void GenerateScript_ForSqlServer_ComparesExternalIdsByteForByte()
    {
        using var db = Context(DatabaseProvider.SqlServer);
        var script = db.GetService<IMigrator>().GenerateScript();
        Assert.Contains("[ExternalId] nvarchar(800) COLLATE Latin1_General_100_BIN2 NOT NULL", script);
    }
}
