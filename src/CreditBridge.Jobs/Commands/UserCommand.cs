using System.CommandLine;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Jobs.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge user</c>: who may sign in. The first administrator can only be made here.</summary>
internal static class UserCommand
{
    public static Command Create(Option<string?> dataOption)
    {
        var email = new Argument<string>("email") { Description = "The address of the campus account." };
        var role = new Option<Role>("--role") { Description = "Advisor, Evaluator, FacultyApprover, Registrar, Auditor or Administrator.", Required = true };
        var name = new Option<string?>("--name") { Description = "How the person is called until they sign in." };
        var department = new Option<string?>("--department") { Description = "The department's code, for a FacultyApprover." };
        var grant = new Command("grant", "List somebody with a role, or change the role of somebody listed.") { email, role, name, department };
        grant.SetAction((parse, cancellation) => InHostAsync(parse.GetValue(dataOption), services =>
            GrantAsync(services, parse.GetRequiredValue(email), parse.GetValue(role), parse.GetValue(name), parse.GetValue(department), cancellation), cancellation));
        var list = new Command("list", "List the staff.");
        list.SetAction((parse, cancellation) => InHostAsync(parse.GetValue(dataOption), services => ListAsync(services, cancellation), cancellation));
        var why = new Option<string>("--why") { Description = "The reason, for the trail.", DefaultValueFactory = _ => "By command" };
        var disable = new Command("disable", "Shut an account out at once.") { email, why };
        disable.SetAction((parse, cancellation) => InHostAsync(parse.GetValue(dataOption), services => DisableAsync(services, parse.GetRequiredValue(email), parse.GetValue(why)!, cancellation), cancellation));
        return new Command("user", "Who may sign in, and as what.") { grant, list, disable };
    }

    private static async Task<int> InHostAsync(string? data, Func<IServiceProvider, Task> action, CancellationToken cancellation)
    {
        using var host = await BridgeHost.BuildExistingAsync(DataFolder.Resolve(data), LogLevel.Critical, cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        try
        {
            await action(scope.ServiceProvider);
            return 0;
        }
        catch (IllegalMoveException refused)
        {
            throw new UserProblemException(refused.Message);
        }
    }

    private static async Task GrantAsync(IServiceProvider services, string email, Role role, string? name, string? department, CancellationToken cancellation)
    {
        var (db, listing) = (services.GetRequiredService<BridgeDbContext>(), services.GetRequiredService<UserListing>());
        if (!await db.Institutions.AnyAsync(cancellation))
            throw new UserProblemException("There is no institution yet: run 'creditbridge institution create' first.");
        if (await db.Users.SingleOrDefaultAsync(user => user.Email == email.Trim(), cancellation) is { } known)
        {
            await listing.ChangeAsync(known.Id, role, department, "By command", Operator(), cancellation);
            await Console.Out.WriteLineAsync($"{known.Name} is {role} from now on.");
            return;
        }

        await listing.AddAsync(name ?? email, email, role, department, Operator(), cancellation);
        await Console.Out.WriteLineAsync($"{email} is listed as {role}. Next: they sign in at {services.GetRequiredService<IssuerSite>().At("/sign-in")} with the campus account that has this address. The provider must say that the address is verified, or SignIn:TrustEmail must be true (docs/sign-in.md).");
    }

    private static async Task ListAsync(IServiceProvider services, CancellationToken cancellation)
    {
        foreach (var user in await services.GetRequiredService<BridgeDbContext>().Users.AsNoTracking().Where(user => user.Role != Role.Learner).OrderBy(user => user.Email).ToListAsync(cancellation))
            await Console.Out.WriteLineAsync($"{user.Email}  {user.Role}{(user.DepartmentCode is { } department ? $" of {department}" : "")}  {user.Name}{(user.DisabledAt is null ? "" : "  (disabled)")}");
    }

    private static async Task DisableAsync(IServiceProvider services, string email, string why, CancellationToken cancellation)
    {
        var user = await services.GetRequiredService<BridgeDbContext>().Users.SingleOrDefaultAsync(user => user.Email == email.Trim(), cancellation)
            ?? throw new UserProblemException($"There is no account with the address {email}: 'creditbridge user list' lists the staff.");
        await services.GetRequiredService<UserListing>().DisableAsync(user.Id, why, Operator(), cancellation);
        await Console.Out.WriteLineAsync($"{user.Name} is disabled, and signed out everywhere.");
    }

    /// <summary>Whoever may run commands on the server.</summary>
    private static Actor Operator() => new(Environment.UserName, Role.Administrator);
}
