using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Data;

public sealed class SqlServerBridgeDbContext(DbContextOptions<SqlServerBridgeDbContext> options) : BridgeDbContext(options)
{
    protected override string BinaryCollation => "Latin1_General_100_BIN2";
}
