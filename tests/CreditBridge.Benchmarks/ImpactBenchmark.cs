using System.Diagnostics;
using System.Globalization;
using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Demo;
using CreditBridge.Jobs.Night;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Benchmarks;

/// <summary>
/// A look ahead for a rule that concerns everybody, after a night, over 10,000 learners and the demo's rules. The limit reads the same rows once, column by column,
/// without making anything of them.
/// </summary>
internal static class ImpactBenchmark
{
    private const int Learners = 10_000, Credentials = 60_000;

    public static async Task RunAsync()
    {
        await using var site = await BenchmarkSite.CreateAsync(new DemoSize(Learners, Credentials));
        var actor = new Actor("Benchmark", Role.Registrar);
        var night = Guid.Empty;
        await site.UseAsync<NightRequests>(async requests => (night, _) = await requests.RequestAsync(NightTrigger.Command, actor, default));
        await site.UseAsync<NightWork>(work => work.RunAsync(night, default));
        var rule = new RuleContent("For everybody", "MATS", new RuleDefinition(
            new Earned(new PatternSelector(NameContains: "a")), [new ElectiveCredit("1", null, CourseLevel.Lower, 1)], RuleScope.Everyone, new RuleBasis(Basis.FacultyReview), AutoGrant: true));
        var version = Guid.Empty;
        await site.UseAsync<RuleLife>(async life => version = (await life.CreateAsync(rule, actor, default)).Versions[0].Id);
        var (ours, limit, run) = (TimeSpan.MaxValue, TimeSpan.MaxValue, (ImpactRun?)null);
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            await site.UseAsync<ImpactLooking>(async impact => await impact.RunAsync(await impact.RequestAsync(version, again: true, actor, default), default));
            ours = watch.Elapsed < ours ? watch.Elapsed : ours;
            watch.Restart();
            await site.UseAsync<BridgeDbContext>(ReadAllAsync);
            limit = watch.Elapsed < limit ? watch.Elapsed : limit;
            await site.UseAsync<BridgeDbContext>(async db => run = await db.ImpactRuns.AsNoTracking().OrderByDescending(last => last.RequestedAt).FirstAsync());
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"impact: {run!.Total} learners, gain {run.Gain}, lose {run.Lose}, change {run.Change}, same {run.Same}; ours {ours.TotalSeconds:0.0} s (goal 10), limit {limit.TotalSeconds:0.0} s, ours/limit {ours / limit:0.0}"));
    }

    private static async Task ReadAllAsync(BridgeDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        foreach (var table in (string[])["Learners", "TranscriptEntries", "Credentials", "CreditRequests", "RequestLines", "GrantLines"])
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var i = 0; i < rows.FieldCount; i++)
                    _ = rows.GetValue(i);
            }
        }
    }
}
