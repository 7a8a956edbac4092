using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web;

/// <summary>The one institution of this database. It is read once: its name and zone change with a restart.</summary>
public sealed class CurrentInstitution(IServiceScopeFactory scopes)
{
    private Institution? _institution;

    /// <summary>Null until the database has one.</summary>
    public Institution? Value => _institution ??= Read();

    public string Name => Value?.Name ?? "No institution yet";

    public TimeZoneInfo Zone => Value?.Zone ?? TimeZoneInfo.Utc;

    private Institution? Read()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<BridgeDbContext>().Institutions.AsNoTracking().SingleOrDefault();
    }
}
