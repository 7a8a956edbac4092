using System.CommandLine;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Reads;
using CreditBridge.Jobs.Settings;
using CreditBridge.Jobs.StudentSystem;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge read</c>: reads catalogue, roster and transcripts from the student system now.</summary>
internal static class ReadCommand
{
    public static Command Create(Option<string?> dataOption)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only look what would change." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("read", "Read courses, terms, programmes, learners and transcripts from the student system (Sis:Reads). Exit 0: it was read, 1: it failed, or a person must confirm it.") { dryRun, json };
        command.SetAction((parse, cancellation) => RunAsync(DataFolder.Resolve(parse.GetValue(dataOption)), parse.GetValue(dryRun), parse.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DataFolder data, bool isDryRun, bool json, CancellationToken cancellation)
    {
        using var host = await BridgeHost.BuildExistingAsync(data, LogLevel.Critical, cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        var (id, isNew) = await scope.ServiceProvider.GetRequiredService<SisReads>().RequestAsync(isDryRun, Actor.Night, cancellation);
        if (!isNew)
            throw new UserProblemException("The student system is being read already: wait until that has ended.");
        await scope.ServiceProvider.GetRequiredService<SisReading>().RunAsync(id, cancellation);
        var read = await scope.ServiceProvider.GetRequiredService<BridgeDbContext>().SisReads.AsNoTracking().SingleAsync(read => read.Id == id, cancellation);
        if (json)
        {
            await JsonOutput.WriteAsync(new { read.State, read.IsDryRun, read.Problem, read.Gone, read.Tables });
        }
        else
        {
            foreach (var table in read.Tables)
                await Console.Out.WriteLineAsync($"{table.Kind}: {table.New:N0} new, {table.Changed:N0} changed, {table.Same:N0} same, {table.Rejected:N0} rejected, {table.Gone:N0} gone");
            await Console.Out.WriteLineAsync(read.Problem ?? (isDryRun ? "Nothing was changed: this was a dry run." : "It was taken."));
        }

        return read.State == SisReadState.Done ? 0 : 1;
    }
}
