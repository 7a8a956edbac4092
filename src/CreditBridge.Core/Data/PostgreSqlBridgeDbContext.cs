using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Data;

public sealed class PostgreSqlBridgeDbContext(DbContextOptions<PostgreSqlBridgeDbContext> options) : BridgeDbContext(options)
{
    protected override string BinaryCollation => "C";
}
