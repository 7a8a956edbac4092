using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.SyncRuns;

/// <summary>A pull from one partner, as lists show it.</summary>
internal sealed record RunRow
{
    public required Guid Id { get; init; }
    public required Guid? NightId { get; init; }
    public required Guid PartnerId { get; init; }
    public required string Partner { get; init; }
    public required DateTime StartedAt { get; init; }
    public required SyncRunState State { get; init; }
    public required int New { get; init; }
    public required int Changed { get; init; }
    public required int Unchanged { get; init; }
    public required int Duplicate { get; init; }
    public required int Quarantined { get; init; }

    public int Read => New + Changed + Unchanged + Duplicate + Quarantined;

    public static IQueryable<RunRow> From(BridgeDbContext db) =>
        from run in db.SyncRuns.AsNoTracking()
        join partner in db.Partners on run.PartnerId equals partner.Id
        select new RunRow
        {
            Id = run.Id,
            NightId = run.NightRunId,
            PartnerId = partner.Id,
            Partner = partner.Name,
            StartedAt = run.StartedAt,
            State = run.State,
            New = run.New,
            Changed = run.Changed,
            Unchanged = run.Unchanged,
            Duplicate = run.Duplicate,
            Quarantined = run.Quarantined,
        };
}
