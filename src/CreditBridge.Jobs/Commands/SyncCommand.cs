using System.CommandLine;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Jobs.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge sync PARTNER</c>: pulls one partner now, or joins the run that is open.</summary>
internal static class SyncCommand
{
    public static Command Create(Option<string?> dataOption)
    {
        var partner = new Argument<string>("partner") { Description = "The partner's code." };
        var full = new Option<bool>("--full") { Description = "Read everything, not only what changed." };
        var test = new Option<bool>("--test") { Description = "Only test the connection; nothing is read or written." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("sync", "Pull one partner now. What it brings is decided in the next night. Exit 0: read to its end, 1: not (run it again: it goes on).") { partner, full, test, json };
        command.SetAction((parse, cancellation) => RunAsync(DataFolder.Resolve(parse.GetValue(dataOption)), parse.GetValue(partner)!, parse.GetValue(full), parse.GetValue(test), parse.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DataFolder data, string code, bool full, bool test, bool json, CancellationToken cancellation)
    {
        using var host = await BridgeHost.BuildExistingAsync(data, LogLevel.Critical, cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        var (services, db) = (scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<BridgeDbContext>());
        if (await db.Partners.AsNoTracking().SingleOrDefaultAsync(partner => partner.Code == code, cancellation) is not { } partner)
            throw new UserProblemException($"There is no partner '{code}'. There are: {string.Join(", ", await db.Partners.Where(other => other.Connector != Partner.NoConnector).OrderBy(other => other.Code).Select(other => other.Code).ToListAsync(cancellation))}.");
        if (test)
        {
            var accounts = services.GetRequiredService<PartnerAccounts>();
            await Console.Out.WriteLineAsync(await accounts.ConnectorOf(partner).TestAsync(accounts.Open(partner), cancellation));
            return 0;
        }

        var (run, _) = await services.GetRequiredService<SyncRequests>().AskAsync(partner.Id, NightTrigger.Command, full, new Actor(Environment.UserName, Role.Administrator), cancellation);
        while (await services.GetRequiredService<PartnerPull>().RunAsync(run, night: null, cancellation) is null
            && await db.SyncRuns.AnyAsync(row => row.Id == run && row.IsOpen == true && row.State != SyncRunState.Waiting, cancellation))
        {
            await Task.Delay(500, cancellation);
        }

        var ended = await db.SyncRuns.AsNoTracking().SingleAsync(row => row.Id == run, cancellation);
        if (json)
            await JsonOutput.WriteAsync(new { partner = code, ended.State, ended.Read, ended.New, ended.Changed, ended.Unchanged, ended.Duplicate, ended.Quarantined, ended.Missing, ended.Matched, ended.Calls, ended.Retries, ended.ResumeAt, ended.Problems });
        else
            await Console.Out.WriteLineAsync($"{partner.Name}: {ended.State}. Read {ended.Read:N0} = {ended.New:N0} new + {ended.Changed:N0} changed + {ended.Unchanged:N0} unchanged + {ended.Duplicate:N0} duplicate + {ended.Quarantined:N0} quarantined."
                + (ended.ResumeAt is { } later ? $" It goes on at {later:yyyy-MM-dd HH:mm} UTC." : "") + (ended.Problems is { } problems ? $"\n{problems}" : ""));
        return ended.State == SyncRunState.Completed ? 0 : 1;
    }
}
