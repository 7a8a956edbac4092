using System.CommandLine;
using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Tables;
using CreditBridge.Jobs.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge import courses FILE</c> and the like: catalogue, roster and transcripts by file, before the student system is connected.</summary>
internal static class ImportCommand
{
    private static readonly string[] Kinds = ["terms", "courses", "programs", "learners", "transcripts"];

    public static Command Create(Option<string?> dataOption)
    {
        var kind = new Argument<string>("what") { Description = $"One of {string.Join(", ", Kinds)}." };
        kind.AcceptOnlyFromAmong(Kinds);
        var file = new Argument<string>("file") { Description = "A CSV file or an .xlsx workbook; its first row names the columns." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen, and change nothing." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("import", "Take terms, courses, programs, learners or transcripts from a file. Exit 0: every row was taken, 1: some were rejected.") { kind, file, dryRun, json };
        command.SetAction((parse, cancellation) => RunAsync(
            DataFolder.Resolve(parse.GetValue(dataOption)), parse.GetRequiredValue(kind), parse.GetRequiredValue(file), parse.GetValue(dryRun), parse.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DataFolder data, string kind, string file, bool isDryRun, bool json, CancellationToken cancellation)
    {
        var table = await TableFile.ReadAsync(file, cancellation);
        using var host = await BridgeHost.BuildAsync(data, LogLevel.Warning, cancellation: cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        await FirstInstitution.MakeAsync(scope.ServiceProvider.GetRequiredService<BridgeDbContext>(), cancellation);
        var import = scope.ServiceProvider.GetServices<TableImport>().Single(import => import.Kind == kind);
        var result = await import.ImportAsync(table, isDryRun, new Actor(Environment.UserName, Role.Registrar), cancellation);
        if (json)
        {
            await JsonOutput.WriteAsync(new { DryRun = isDryRun, result.New, result.Changed, result.Same, result.Rejected, result.Rows });
        }
        else
        {
            await Console.Out.WriteLineAsync($"{(isDryRun ? "Dry run, nothing was changed. " : "")}{result.Rows.Count} {kind}: {result.New} new, {result.Changed} changed, {result.Same} same, {result.Rejected} rejected.");
            foreach (var row in result.Rows.Where(row => row.Outcome == ImportOutcome.Rejected))
                await Console.Out.WriteLineAsync($"Line {row.Line}: {row.Reason}");
        }

        return result.Rejected == 0 ? 0 : 1;
    }
}
