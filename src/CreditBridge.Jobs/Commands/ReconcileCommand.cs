using System.CommandLine;
using CreditBridge.Core.Data;
using CreditBridge.Jobs.Settings;
using CreditBridge.Jobs.StudentSystem;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge reconcile</c>: compares our ledger with the student system's now.</summary>
internal static class ReconcileCommand
{
    public static Command Create(Option<string?> dataOption)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("reconcile", "Compare what was posted with what the student system has. Exit 0: they are the same, 1: they are not, or it could not be asked.") { json };
        command.SetAction((parse, cancellation) => RunAsync(DataFolder.Resolve(parse.GetValue(dataOption)), parse.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DataFolder data, bool json, CancellationToken cancellation)
    {
        using var host = await BridgeHost.BuildExistingAsync(data, LogLevel.Critical, cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        var open = await scope.ServiceProvider.GetRequiredService<Reconciling>().ReconcileAsync(cancellation);
        var differences = await scope.ServiceProvider.GetRequiredService<BridgeDbContext>().ReconciliationDifferences.AsNoTracking()
            .Where(difference => difference.OpenKey != null).OrderBy(difference => difference.FirstSeenAt).Select(difference => new { difference.Kind, difference.Key, difference.Sentence, difference.FirstSeenAt }).ToListAsync(cancellation);
        if (json)
        {
            await JsonOutput.WriteAsync(new { open, differences });
        }
        else
        {
            foreach (var difference in differences)
                await Console.Out.WriteLineAsync($"{difference.Key[..Math.Min(12, difference.Key.Length)]} since {difference.FirstSeenAt:yyyy-MM-dd}: {difference.Sentence}");
            await Console.Out.WriteLineAsync(open == 0 ? "Everything is the same here and in the student system." : $"{open:N0} differences are open.");
        }

        return open == 0 ? 0 : 1;
    }
}
