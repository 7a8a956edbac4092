using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CreditBridge.Core.Data;
using CreditBridge.Jobs.Demo;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Benchmarks;

/// <summary>
/// The night after the first one, in a process of its own: 200,000 credentials at the partners, a tenth of them new or changed. The limit reads and hashes the same files,
/// looks every record up and writes the rows that the night wrote, in all tables, by prepared statements.
/// </summary>
internal static class NightBenchmark
{
    private const int Learners = 15_000, Credentials = 200_000;

    public static async Task<int> RunAsync()
    {
        await using var site = await BenchmarkSite.CreateAsync(new DemoSize(Learners, Credentials));
        var first = await NightAsync(site.Data.Path);
        if (first is null)
            return 1;
        Write("first night", first);
        DemoNight.Change(site.Data.Path, 0.1);
        var before = site.CopyDatabase("before.db");
        // Files younger than two seconds are waited for.
        await Task.Delay(TimeSpan.FromSeconds(3));
        var second = await NightAsync(site.Data.Path);
        if (second is null)
            return 1;
        Write("second night", second);

        var limit = await LimitAsync(site, before);
        var seconds = (double)second["seconds"]!;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"second night: ours {seconds:0.0} s, limit {limit.TotalSeconds:0.0} s, ours/limit {seconds / limit.TotalSeconds:0.0}, peak {second["peakMegabytes"]} MB"));
        return 0;
    }

    private static async Task<JsonObject?> NightAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "creditbridge.dll"), "night", "--json", "--data", folder]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode == 0)
            return JsonNode.Parse(output)!.AsObject();
        await Console.Error.WriteLineAsync($"The night ended with exit code {process.ExitCode}.\n{output}");
        return null;
    }

    private static void Write(string name, JsonObject night)
    {
        string[] numbers = ["read", "new", "changed", "unchanged", "duplicate", "quarantined", "matched", "satisfied", "granted", "requested", "posted", "seconds", "peakMegabytes"];
        Console.WriteLine($"{name}: {string.Join(", ", numbers.Select(number => $"{number} {night[number]}"))}");
    }

    private static async Task<TimeSpan> LimitAsync(BenchmarkSite site, string before)
    {
        var after = site.CopyDatabase("after.db");
        var writes = RowDifferences.Between(before, after);
        List<(string, string, string)> lookUps = [];
        await site.UseAsync<BridgeDbContext>(async db =>
        {
            var keys = await db.Credentials.AsNoTracking().Select(credential => new { credential.PartnerId, credential.ExternalId, credential.PayloadSha256 }).ToListAsync();
            lookUps.AddRange(keys.Select(key => (key.PartnerId.ToString().ToUpperInvariant(), key.ExternalId, key.PayloadSha256)));
        });
        using var statements = new PreparedStatements(before);
        var watch = Stopwatch.StartNew();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(site.Data.Path, "partners"), "*", SearchOption.AllDirectories))
        {
            await using var stream = File.OpenRead(file);
            await SHA256.HashDataAsync(stream);
        }

        return watch.Elapsed + statements.Run(lookUps, writes);
    }
}
