using System.CommandLine;
using System.Globalization;
using CreditBridge.Core.Data;
using CreditBridge.Jobs.Demo;
using CreditBridge.Jobs.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge demo</c>: an invented university of any size, with its partners' drop folders.</summary>
internal static class DemoCommand
{
    public static Command Create(Option<string?> dataOption)
    {
        var size = new DemoSize();
        var learners = Count("--learners", "How many learners.", size.Learners, 1, 5_000_000);
        var credentials = Count("--credentials", "How many credentials the partners hold.", size.Credentials, 0, 20_000_000);
        var rules = Count("--rules", "How many rules, at least those that ship.", size.Rules, 0, 1_000_000);
        var seed = Count("--seed", "The same seed and sizes make the same institution.", size.Seed, 0, int.MaxValue);
        var command = new Command("demo", "Make a demo institution in an empty data folder.") { learners, credentials, rules, seed };
        command.SetAction((parse, cancellation) => RunAsync(
            DataFolder.Resolve(parse.GetValue(dataOption)),
            new DemoSize(parse.GetValue(learners), parse.GetValue(credentials), parse.GetValue(rules), parse.GetValue(seed)),
            cancellation));
        return command;
    }

    private static Option<int> Count(string name, string description, int standard, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most))
                result.AddError($"{name} takes a whole number from {least} to {most}.");
        });
        return option;
    }

    private static async Task<int> RunAsync(DataFolder data, DemoSize size, CancellationToken cancellation)
    {
        using var host = await BridgeHost.BuildAsync(data, LogLevel.Warning, cancellation: cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        var made = await new DemoInstitution(scope.ServiceProvider.GetRequiredService<BridgeDbContext>(), TimeProvider.System).CreateAsync(data.Path, size, cancellation);
        if (!made)
            throw new UserProblemException($"{data.Path} already holds an institution; nothing was changed. Name an empty folder with --data.");
        await Console.Out.WriteLineAsync($"The demo institution is in {data.Path}. Next: creditbridge night --data {data.Path}");
        return 0;
    }
}
