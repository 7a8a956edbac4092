using System.CommandLine;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Jobs.Night;
using CreditBridge.Jobs.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge night</c>: does a night now, or joins the one that is running, and prints what came of it.</summary>
internal static class NightCommand
{
    public static Command Create(Option<string?> dataOption)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of a table." };
        var command = new Command("night", "Pull from the partners, verify, match, evaluate, grant, post and reconcile; prints what came of it. Exit 0: finished, 1: something could not finish (run it again: it goes on).") { json };
        command.SetAction((parse, cancellation) => RunAsync(DataFolder.Resolve(parse.GetValue(dataOption)), parse.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DataFolder data, bool json, CancellationToken cancellation)
    {
        using var host = await BridgeHost.BuildAsync(data, LogLevel.Critical, cancellation: cancellation);
        var scopes = host.Services.GetRequiredService<IServiceScopeFactory>();
        Guid night;
        await using (var scope = scopes.CreateAsyncScope())
        {
            if (!await scope.ServiceProvider.GetRequiredService<BridgeDbContext>().Institutions.AnyAsync(cancellation))
                throw new UserProblemException($"There is no institution in {data.Path} yet: run 'creditbridge demo --data {data.Path}' first.");
            (night, var isNew) = await scope.ServiceProvider.GetRequiredService<NightRequests>().RequestAsync(NightTrigger.Command, new Actor(Environment.UserName, Role.Administrator), cancellation);
            if (!isNew)
                await Console.Error.WriteLineAsync("A night is open already: this command joins it.");
        }

        var work = host.Services.GetRequiredService<NightWork>();
        var doing = DoOrFollowAsync(scopes, work, night, cancellation);
        if (!json && AnsiConsole.Profile.Capabilities.Interactive)
            await NightProgress.ShowAsync(scopes, night, doing, cancellation);
        await doing;

        await using var last = scopes.CreateAsyncScope();
        var summary = await NightSummary.ReadAsync(last.ServiceProvider.GetRequiredService<BridgeDbContext>(), night, cancellation);
        if (json)
            summary.WriteJson(Console.Out);
        else
            NightTable.Write(AnsiConsole.Console, summary);
        return summary.State == NightState.Completed ? 0 : 1;
    }

    /// <summary>Works on the night, or waits while another does; if that one is killed, its lease runs out and this one goes on.</summary>
    private static async Task DoOrFollowAsync(IServiceScopeFactory scopes, NightWork work, Guid night, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                if (await work.RunAsync(night, cancellation))
                    return;
            }
            catch (LeaseLostException)
            {
                await Console.Error.WriteLineAsync("Another worker has taken the night over; waiting for it.");
            }
            catch (Exception busy) when (Sentences.IsBusy(busy))
            {
                // The one that works on the night holds the database: look again.
            }

            await Task.Delay(500, cancellation);
            await using var scope = scopes.CreateAsyncScope();
            if (!await scope.ServiceProvider.GetRequiredService<BridgeDbContext>().NightRuns.AnyAsync(run => run.Id == night && run.IsOpen == true, cancellation))
                return;
        }
    }
}
