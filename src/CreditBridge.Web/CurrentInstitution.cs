using System.Data.Common;
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

    public string Name => Value?.Name ?? "Credit for prior learning";

    public TimeZoneInfo Zone => Value?.Zone ?? TimeZoneInfo.Utc;

    /// <summary>Also asked by the page that says the database cannot be reached, so an outage here is no second fault.</summary>
    private Institution? Read()
    {
        try
        {
            using var scope = scopes.CreateScope();
            return scope.ServiceProvider.GetRequiredService<BridgeDbContext>().Institutions.AsNoTracking().SingleOrDefault();
        }
        catch (DbException)
        {
            return null;
        }
    }
}
