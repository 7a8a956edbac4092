using System.CommandLine;
using CreditBridge.Jobs.Settings;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge migrate</c>: brings the database up to date and ends.</summary>
internal static class MigrateCommand
{
    public static Command Create(Option<string?> dataOption)
    {
        var command = new Command("migrate", "Bring the database up to date.");
        command.SetAction(async (parse, cancellation) =>
        {
            using var host = await BridgeHost.BuildAsync(DataFolder.Resolve(parse.GetValue(dataOption)), LogLevel.Warning, cancellation: cancellation);
            await Console.Out.WriteLineAsync("The database is up to date.");
            return 0;
        });
        return command;
    }
}
