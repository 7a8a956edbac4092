using System.CommandLine;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Jobs.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge institution create</c>: names the one institution of a database.</summary>
internal static class InstitutionCommand
{
    public static Command Create(Option<string?> dataOption)
    {
        var code = new Option<string>("--code") { Description = "Short and for ever: posting keys are made of it. Letters and digits.", Required = true };
        var name = new Option<string>("--name") { Description = "As learners read it.", Required = true };
        var zone = new Option<string>("--time-zone") { Description = "IANA time zone, such as America/Chicago.", Required = true };
        var create = new Command("create", "Name the institution of a new database.") { code, name, zone };
        create.SetAction(async (parse, cancellation) =>
        {
            var (shortly, fully, where) = (parse.GetRequiredValue(code).Trim(), parse.GetRequiredValue(name).Trim(), parse.GetRequiredValue(zone).Trim());
            if (shortly.Length is 0 or > 20 || !shortly.All(char.IsAsciiLetterOrDigit))
                throw new UserProblemException("--code takes 1 to 20 letters and digits, such as NSU.");
            if (fully.Length is 0 or > 200)
                throw new UserProblemException("--name takes the institution's name, up to 200 characters.");
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(where, out var found) || !found.HasIanaId)
                throw new UserProblemException($"'{where}' is no IANA time zone; they look like America/Chicago.");
            using var host = await BridgeHost.BuildAsync(DataFolder.Resolve(parse.GetValue(dataOption)), LogLevel.Critical, cancellation: cancellation);
            await using var scope = host.Services.CreateAsyncScope();
            if (!await FirstInstitution.NameAsync(scope.ServiceProvider.GetRequiredService<BridgeDbContext>(), shortly, fully, where, cancellation))
                throw new UserProblemException("This database has an institution already, and posting keys are made of its code. One institution has one database: name another folder with --data.");
            await Console.Out.WriteLineAsync($"{fully} is there. Next: set how people sign in (docs/sign-in.md), then 'creditbridge user grant EMAIL --role Administrator'. A web that runs already shows the name after a restart.");
            return 0;
        });
        return new Command("institution", "The one institution of the database.") { create };
    }
}
