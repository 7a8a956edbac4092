using System.Diagnostics;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Demo;
using CreditBridge.Jobs.Night;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Benchmarks;

/// <summary>
/// The real intake (pages of 1,000 records, a transaction each, with lease, history, quarantine, matching and checkpoints) against prepared statements that look up
/// and write the same rows of Credentials alone, in one transaction, on a copy of the same database.
/// </summary>
internal sealed class IntakeBenchmark
{
    private const int Rounds = 3, Base = 140_000, Step = 50_000;

    private readonly BenchmarkSite _site;
    private readonly Partner _partner;
    private readonly NightLease _lease;

    private IntakeBenchmark(BenchmarkSite site, Partner partner, NightLease lease) => (_site, _partner, _lease) = (site, partner, lease);

    public static async Task RunAsync()
    {
        await using var site = await BenchmarkSite.CreateAsync(new DemoSize(Learners: 15_000, Credentials: 0));
        IntakeBenchmark? benchmark = null;
        IntakeRecords? records = null;
        await site.UseAsync<NightRequests>(async requests => await requests.RequestAsync(NightTrigger.Command, new Actor("benchmark", Role.Administrator), CancellationToken.None));
        await site.UseAsync<BridgeDbContext>(async db =>
        {
            var partner = await db.Partners.AsNoTracking().SingleAsync(partner => partner.Code == "google");
            var lease = await NightLease.TryTakeAsync(db, await db.NightRuns.Select(night => night.Id).SingleAsync(), TimeSpan.FromSeconds(20), CancellationToken.None);
            benchmark = new(site, partner, lease!);
            records = new(
                partner.Code,
                await db.Achievements.Where(achievement => achievement.PartnerId == partner.Id).Select(achievement => achievement.ExternalId).ToListAsync(),
                await db.LearnerIdentities.Where(identity => identity.ConfirmedAt != null && identity.Key.StartsWith("email:")).Select(identity => identity.Key).ToListAsync());
        });
        await benchmark!.RunAsync(records!);
    }

    private async Task RunAsync(IntakeRecords records)
    {
        await TakeAsync(IntakeRecords.Pages(records.New(Base)));
        List<Phase> phases =
        [
            new("new", IntakeRecords.Pages(records.New(Step))),
            new("changed", IntakeRecords.Pages(records.Changed(Enumerable.Range(Base, Step), version: 1))),
            new("unchanged", IntakeRecords.Pages(records.Current.Skip(Base).ToList())),
            new("200,000 of which 180,000 are unchanged", IntakeRecords.Pages(Mixed(records))),
        ];
        var start = _site.CopyDatabase("start.db");
        await RecordAsync(phases, start);

        var limitFile = Path.Combine(_site.Data.Path, "limit.db");
        for (var round = 0; round < Rounds; round++)
        {
            Restore(start, _site.Database);
            Restore(start, limitFile);
            using var limit = new PreparedStatements(limitFile);
            foreach (var phase in phases)
            {
                var ours = await TakeAsync(phase.Pages);
                phase.Result.Add(ours, limit.Run(phase.LookUps(_partner), [phase.Writes!]));
            }
        }

        Comparison.WriteHead("rows/s");
        foreach (var phase in phases)
            phase.Result.WriteRates();
    }

    /// <summary>A tenth is new or changed, spread over the whole.</summary>
    private static List<IncomingRecord> Mixed(IntakeRecords records)
    {
        var stored = records.Current.ToList();
        var added = records.New(stored.Count / 19);
        var changed = records.Changed(Enumerable.Range(0, stored.Count).Where(number => number % 19 == 0), version: 2);
        return [.. Enumerable.Range(0, stored.Count).SelectMany(number => number % 19 == 0 ? [changed[number / 19], added[number / 19]] : new[] { stored[number] })];
    }

    /// <summary>Takes everything once, to know which rows the limit has to write; and warms up.</summary>
    private async Task RecordAsync(List<Phase> phases, string start)
    {
        var before = start;
        foreach (var phase in phases)
        {
            await TakeAsync(phase.Pages);
            var after = _site.CopyDatabase($"{phase.Pages.Count}-{phases.IndexOf(phase)}.db");
            phase.Writes = RowDifferences.Between(before, after, table => table == "Credentials").Single();
            before = after;
        }
    }

    private async Task<TimeSpan> TakeAsync(List<IntakePage> pages)
    {
        var elapsed = TimeSpan.Zero;
        await _site.UseAsync<BridgeDbContext>(async db =>
        {
            var run = new SyncRun { PartnerId = _partner.Id, StartedAt = DateTime.UtcNow };
            db.SyncRuns.Add(run);
            await db.SaveChangesAsync();
            var lease = await SyncLease.TryTakeAsync(db, run.Id, TimeSpan.FromSeconds(20), _lease, CancellationToken.None);
            var achievements = await db.Achievements.Where(achievement => achievement.PartnerId == _partner.Id).ToDictionaryAsync(achievement => achievement.ExternalId, achievement => achievement.Id);
            var session = new IntakeSession(_partner, run.Id, achievements);
            var intake = new CredentialIntake(db, TimeProvider.System);
            var watch = Stopwatch.StartNew();
            foreach (var page in pages)
                await intake.TakeAsync(session, page, lease, CancellationToken.None);
            elapsed = watch.Elapsed;
            await db.SyncRuns.Where(row => row.Id == run.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsOpen, (bool?)null));
        });
        return elapsed;
    }

    private static void Restore(string from, string to)
    {
        SqliteConnection.ClearAllPools();
        File.Delete(to + "-wal");
        File.Delete(to + "-shm");
        File.Copy(from, to, overwrite: true);
        using var connection = new SqliteConnection($"Data Source={to};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        command.ExecuteNonQuery();
    }

    private sealed class Phase(string name, List<IntakePage> pages)
    {
        public List<IntakePage> Pages => pages;

        public RowDifferences? Writes { get; set; }

        public Comparison Result { get; } = new(name, pages.Sum(page => page.Records.Count));

        public List<(string Partner, string Id, string Hash)> LookUps(Partner partner) =>
            [.. pages.SelectMany(page => page.Records).OfType<IncomingRecord.Taken>().Select(record => (partner.Id.ToString().ToUpperInvariant(), record.ExternalId, record.PayloadSha256))];
    }
}
