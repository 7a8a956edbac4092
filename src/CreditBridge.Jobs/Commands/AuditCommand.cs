using System.CommandLine;
using System.Globalization;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Jobs.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge audit verify</c>, <c>seal</c> and <c>checkpoint export</c>: the trail, for auditors and cron.</summary>
internal static class AuditCommand
{
    private const long MostBytes = 64 * 1024;

    public static Command Create(Option<string?> dataOption) => new("audit", "Verify the trail, seal it, or take a checkpoint of it outside.")
    {
        Verify(dataOption), Seal(dataOption), new Command("checkpoint", "Checkpoints of the trail.") { Export(dataOption) },
    };

    private static Command Verify(Option<string?> dataOption)
    {
        var kept = new Option<string[]>("--checkpoint") { Description = "A checkpoint that was exported earlier, to compare with; may be given several times." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("verify", "Read the whole trail and say what in it was edited, removed, moved or put in. Exit 0: intact, 1: something was found, 2: wrong words or no such checkpoint file.") { kept, json };
        kept.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (Problem(token.Value) is { } problem)
                    result.AddError(problem);
            }
        });
        command.SetAction((parse, cancellation) => VerifyAsync(
            DataFolder.Resolve(parse.GetValue(dataOption)), [.. (parse.GetValue(kept) ?? []).Select(file => ExportedCheckpoint.Read(File.ReadAllText(file)))], parse.GetValue(json), cancellation));
        return command;
    }

    private static Command Seal(Option<string?> dataOption)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("seal", "Seal what waits, and close today with a checkpoint if it has none. Waits while another process seals.") { json };
        command.SetAction((parse, cancellation) => SealAsync(DataFolder.Resolve(parse.GetValue(dataOption)), parse.GetValue(json), cancellation));
        return command;
    }

    private static Command Export(Option<string?> dataOption)
    {
        var file = new Option<string>("--out") { Description = "The file to write: keep it where those who keep the database can't write.", Required = true };
        var day = new Option<string?>("--day") { Description = "Of which day, as 2026-08-20; default: the newest." };
        var command = new Command("export", "Write a checkpoint to a file.") { file, day };
        day.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !TryDay(token.Value, out _))
                result.AddError($"--day takes a date such as 2026-08-20, not '{token.Value}'.");
        });
        command.SetAction((parse, cancellation) => ExportAsync(
            DataFolder.Resolve(parse.GetValue(dataOption)), parse.GetRequiredValue(file), TryDay(parse.GetValue(day), out var of) ? of : null, cancellation));
        return command;
    }

    private static async Task<int> VerifyAsync(DataFolder data, List<ExportedCheckpoint> kept, bool json, CancellationToken cancellation)
    {
        using var host = await BridgeHost.BuildExistingAsync(data, LogLevel.Warning, cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BridgeDbContext>();
        var code = await db.Institutions.Select(institution => institution.Code).SingleOrDefaultAsync(cancellation);
        if (kept.Find(checkpoint => checkpoint.Institution != code) is { } other)
            throw new UserProblemException($"The checkpoint of {other.Day:yyyy-MM-dd} is of the institution '{other.Institution}', and the trail of '{code}'.");
        var report = await TrailVerification.RunAsync(db, kept, cancellation);
        await (json ? JsonOutput.WriteAsync(report) : WriteAsync(report, Console.Out));
        return report.IsIntact ? 0 : 1;
    }

    private static async Task<int> SealAsync(DataFolder data, bool json, CancellationToken cancellation)
    {
        using var host = await BridgeHost.BuildExistingAsync(data, LogLevel.Warning, cancellation);
        var lease = TimeSpan.FromSeconds(host.Services.GetRequiredService<JobsOptions>().LeaseSeconds);
        for (var waited = false; ; waited = true)
        {
            await using var scope = host.Services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<Sealing>().SealAsync(lease, ClosingDay.Today, cancellation) is { } count)
            {
                var db = scope.ServiceProvider.GetRequiredService<BridgeDbContext>();
                var entries = await db.TrailHeads.Select(head => head.Sequence).SingleAsync(cancellation);
                var day = await db.AuditCheckpoints.MaxAsync(checkpoint => (DateOnly?)checkpoint.Day, cancellation);
                await (json ? JsonOutput.WriteAsync(new { Sealed = count, Entries = entries, Checkpoint = day })
                    : Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count:N0} sealed now, {entries:N0} in the trail; {(day is null ? "no checkpoint yet" : $"the newest checkpoint is of {day:yyyy-MM-dd}")}.")));
                return 0;
            }

            if (!waited)
                await Console.Error.WriteLineAsync("Another process seals the trail: waiting for it.");
            await Task.Delay(500, cancellation);
        }
    }

    private static async Task<int> ExportAsync(DataFolder data, string file, DateOnly? day, CancellationToken cancellation)
    {
        using var host = await BridgeHost.BuildExistingAsync(data, LogLevel.Warning, cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BridgeDbContext>();
        var checkpoint = await db.AuditCheckpoints.AsNoTracking().Where(checkpoint => day == null || checkpoint.Day == day).OrderByDescending(checkpoint => checkpoint.Day).FirstOrDefaultAsync(cancellation)
            ?? throw new UserProblemException(day is { } asked ? $"There is no checkpoint of {asked:yyyy-MM-dd}." : "There is no checkpoint yet: 'creditbridge audit seal' makes one.");
        var exported = ExportedCheckpoint.Of(checkpoint, await db.Institutions.Select(institution => institution.Code).SingleAsync(cancellation));
        var path = Path.GetFullPath(file);
        // Beside its place first: what was there stays until the new file is whole.
        await File.WriteAllTextAsync(path + ".part", exported.ToJson() + "\n", cancellation);
        File.Move(path + ".part", path, overwrite: true);
        await Console.Out.WriteLineAsync($"The checkpoint of {checkpoint.Day:yyyy-MM-dd} over {checkpoint.TreeSize} entries is in {path}.");
        return 0;
    }

    private static async Task WriteAsync(TrailReport report, TextWriter to)
    {
        foreach (var finding in report.Findings)
            await to.WriteLineAsync($"! {finding.Sentence}");
        if (report.FindingCount > report.Findings.Count)
            await to.WriteLineAsync($"! and {report.FindingCount - report.Findings.Count} more.");
        var end = report.IsIntact ? "The trail is intact" : $"The trail is not intact ({report.FindingCount} found)";
        await to.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{end}: {report.Sealed:N0} sealed entries, {report.Redacted:N0} of them redacted; {report.Waiting:N0} wait to be sealed; {report.Checkpoints:N0} checkpoints compared."));
    }

    /// <summary>What is wrong with a file of a checkpoint, or null.</summary>
    private static string? Problem(string file)
    {
        try
        {
            if (!File.Exists(file))
                return $"There is no file {file}.";
            if (new FileInfo(file).Length > MostBytes)
                return $"{file} is no exported checkpoint: it is too long.";
            ExportedCheckpoint.Read(File.ReadAllText(file));
            return null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or IOException or UnauthorizedAccessException)
        {
            return $"{file} can't be read. {unreadable.Message}";
        }
    }

    private static bool TryDay(string? text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
