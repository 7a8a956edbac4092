using System.Text.Encodings.Web;
using System.Text.Json;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.Night;

/// <summary>What came of a night, in numbers that add up: read = new + changed + unchanged + duplicate + quarantined; satisfied = granted + requested + blocked + notChosen + alreadyDecided.</summary>
public sealed record NightSummary(NightRun Night, IReadOnlyList<NightSummary.PartnerRow> Partners)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public NightState State => Night.State;

    public int Read => Partners.Sum(partner => partner.Run.Read);

    public double Seconds => Night is { StartedAt: { } from, EndedAt: { } to } ? Math.Round((to - from).TotalSeconds, 1) : 0;

    public IEnumerable<string> Problems => Partners.SelectMany(partner => Lines(partner.Run.Problems).Select(line => $"{partner.Code}: {line}")).Concat(Lines(Night.Problems));

    public int Sum(Func<SyncRun, int> number) => Partners.Sum(partner => number(partner.Run));

    public static async Task<NightSummary> ReadAsync(BridgeDbContext db, Guid nightId, CancellationToken cancellation)
    {
        var night = await db.NightRuns.AsNoTracking().SingleAsync(night => night.Id == nightId, cancellation);
        var runs = await db.SyncRuns.AsNoTracking().Where(run => run.NightRunId == nightId)
            .Join(db.Partners, run => run.PartnerId, partner => partner.Id, (run, partner) => new { run, partner.Code, partner.Name })
            .OrderBy(row => row.Code).ToListAsync(cancellation);
        return new(night, [.. runs.Select(row => new PartnerRow(row.Code, row.Name, row.run))]);
    }

    public void WriteJson(TextWriter to) => to.WriteLine(JsonSerializer.Serialize(
        new
        {
            read = Read,
            @new = Sum(run => run.New),
            changed = Sum(run => run.Changed),
            unchanged = Sum(run => run.Unchanged),
            duplicate = Sum(run => run.Duplicate),
            quarantined = Sum(run => run.Quarantined),
            matched = Sum(run => run.Matched),
            unmatched = Sum(run => run.Unmatched),
            satisfied = Night.Satisfied,
            granted = Night.Granted,
            requested = Night.Requested,
            blocked = Night.Blocked,
            notChosen = Night.NotChosen,
            alreadyDecided = Night.AlreadyDecided,
            posted = Night.Posted,
            rejected = Night.Rejected,
            unknown = Night.Unknown,
            differences = Night.Differences,
            @sealed = Night.Sealed,
            seconds = Seconds,
            peakMegabytes = Night.PeakMegabytes,
            state = Night.State.ToString(),
            problems = Problems,
            partners = Partners.Select(partner => new
            {
                partner = partner.Code,
                name = partner.Name,
                read = partner.Run.Read,
                @new = partner.Run.New,
                changed = partner.Run.Changed,
                unchanged = partner.Run.Unchanged,
                duplicate = partner.Run.Duplicate,
                quarantined = partner.Run.Quarantined,
            }),
        },
        Indented));

    private static string[] Lines(string? problems) => problems?.Split('\n') ?? [];

    public sealed record PartnerRow(string Code, string Name, SyncRun Run);
}
