using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Data;

public sealed class SqliteBridgeDbContext(DbContextOptions<SqliteBridgeDbContext> options) : BridgeDbContext(options);
