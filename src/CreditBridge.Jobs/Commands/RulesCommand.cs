using System.CommandLine;
using System.Globalization;
using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Core.Tables;
using CreditBridge.Jobs.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge rules import</c> and <c>rules export</c>: rules by file.</summary>
internal static class RulesCommand
{
    public static Command Create(Option<string?> dataOption) => new("rules", "Take rules from a file, or write them to one.") { Import(dataOption), Export(dataOption) };

    private static Command Import(Option<string?> dataOption)
    {
        var file = new Argument<string>("file") { Description = "A CSV file or an .xlsx workbook: our own rule sheet, or the columns of published equivalencies." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen, and change nothing." };
        var publish = new Option<bool>("--publish") { Description = "Publish at once, by your own approval; needs --reason. Without it the rules become drafts." };
        var reason = new Option<string?>("--reason") { Description = "Why it is published: auditors read it." };
        var from = new Option<string?>("--from") { Description = "The first day that published versions count, as 2026-08-20." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("import", "Take rules from a file. Exit 0: every row was taken, 1: some were rejected.") { file, dryRun, publish, reason, from, json };
        from.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !TryDay(token.Value, out _))
                result.AddError($"--from takes a date such as 2026-08-20, not '{token.Value}'.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(publish) == string.IsNullOrWhiteSpace(result.GetValue(reason)))
                result.AddError(result.GetValue(publish) ? "--publish needs --reason: auditors read it." : "--reason goes with --publish.");
        });
        command.SetAction((parse, cancellation) => ImportAsync(
            DataFolder.Resolve(parse.GetValue(dataOption)),
            parse.GetRequiredValue(file),
            new RuleImportOrder(parse.GetValue(dryRun), parse.GetValue(reason), TryDay(parse.GetValue(from), out var day) ? day : null),
            parse.GetValue(json),
            cancellation));
        return command;
    }

    private static Command Export(Option<string?> dataOption)
    {
        var file = new Argument<string>("file") { Description = "Where to: a name that ends with .xlsx makes a workbook, any other CSV." };
        var command = new Command("export", "Write every rule's newest version to a file, to edit and to import again.") { file };
        command.SetAction((parse, cancellation) => ExportAsync(DataFolder.Resolve(parse.GetValue(dataOption)), parse.GetRequiredValue(file), cancellation));
        return command;
    }

    private static async Task<int> ImportAsync(DataFolder data, string file, RuleImportOrder order, bool json, CancellationToken cancellation)
    {
        var table = await TableFile.ReadAsync(file, cancellation);
        using var host = await BridgeHost.BuildAsync(data, LogLevel.Warning, cancellation: cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        await FirstInstitution.MakeAsync(scope.ServiceProvider.GetRequiredService<BridgeDbContext>(), cancellation);
        var result = await scope.ServiceProvider.GetRequiredService<RuleImport>().ImportAsync(table, order, new Actor(Environment.UserName, Role.Registrar), cancellation);
        await (json ? JsonOutput.WriteAsync(RuleImportReport.Of(result)) : RuleImportReport.WriteAsync(result, Console.Out));
        return result.Rejected == 0 ? 0 : 1;
    }

    private static async Task<int> ExportAsync(DataFolder data, string file, CancellationToken cancellation)
    {
        using var host = await BridgeHost.BuildAsync(data, LogLevel.Warning, cancellation: cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        var path = Path.GetFullPath(file);
        // Beside its place first: what was there stays until the new file is whole.
        var part = path + ".part";
        int count;
        await using (var stream = File.Create(part))
            count = await scope.ServiceProvider.GetRequiredService<RuleExport>().WriteAsync(stream, path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase), Environment.UserName, cancellation);
        File.Move(part, path, overwrite: true);
        await Console.Out.WriteLineAsync($"{count} {(count == 1 ? "rule is" : "rules are")} in {path}.");
        return 0;
    }

    private static bool TryDay(string? text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
