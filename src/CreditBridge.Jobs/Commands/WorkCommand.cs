using System.CommandLine;
using CreditBridge.Jobs.Hosting;
using CreditBridge.Jobs.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge work</c>: the job server, until it is told to stop.</summary>
internal static class WorkCommand
{
    public static Command Create(Option<string?> dataOption)
    {
        var command = new Command("work", "Run the job server until it is stopped.");
        command.SetAction(async (parse, cancellation) =>
        {
            using var host = await BridgeHost.BuildAsync(DataFolder.Resolve(parse.GetValue(dataOption)), LogLevel.Information, builder =>
            {
                var options = builder.Configuration.GetSection("Jobs").Get<JobsOptions>() ?? new JobsOptions();
                builder.Services.AddBridgeJobStorage(options).AddBridgeJobServer();
            }, cancellation);
            await host.RunAsync(cancellation);
            return 0;
        });
        return command;
    }
}
