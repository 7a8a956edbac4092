using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace CreditBridge.Core.Data;

/// <summary>For the EF tools only: they make migrations and never connect.</summary>
internal sealed class DesignTimeContexts :
    IDesignTimeDbContextFactory<SqliteBridgeDbContext>,
    IDesignTimeDbContextFactory<SqlServerBridgeDbContext>,
    IDesignTimeDbContextFactory<PostgreSqlBridgeDbContext>
{
    SqliteBridgeDbContext IDesignTimeDbContextFactory<SqliteBridgeDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteBridgeDbContext>().UseSqlite("Data Source=design.db").Options);

    SqlServerBridgeDbContext IDesignTimeDbContextFactory<SqlServerBridgeDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerBridgeDbContext>().UseSqlServer("Server=design").Options);

    PostgreSqlBridgeDbContext IDesignTimeDbContextFactory<PostgreSqlBridgeDbContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlBridgeDbContext>().UseNpgsql("Host=design").Options);
}
