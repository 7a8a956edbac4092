using System.CommandLine;
using System.Globalization;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Jobs.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge key</c>: the keys that awards are signed with. docs/issuing.md says when to use which.</summary>
internal static class KeyCommand
{
    public static Command Create(Option<string?> dataOption)
    {
        var list = new Command("list", "List the published keys, oldest first, and how many awards existed while each one signed.");
        list.SetAction((parse, cancellation) => InHostAsync(parse.GetValue(dataOption), (keys, db) => ListAsync(keys, db, cancellation), cancellation));
        var rotate = new Command("rotate", "Make a new key that signs from now on; what the earlier ones signed still verifies.");
        rotate.SetAction((parse, cancellation) => InHostAsync(parse.GetValue(dataOption), (keys, db) => RotateAsync(keys, db, cancellation), cancellation));
        var name = new Argument<string>("name") { Description = "As 'creditbridge key list' prints it." };
        var yes = new Option<bool>("--yes") { Description = "Do it; without this it only says what would happen." };
        var retire = new Command("retire", "Take a key out of the institution's documents: nothing it signed can be verified any more.") { name, yes };
        retire.SetAction((parse, cancellation) =>
            InHostAsync(parse.GetValue(dataOption), (keys, db) => RetireAsync(keys, db, parse.GetRequiredValue(name), parse.GetValue(yes), cancellation), cancellation));
        return new Command("key", "The keys that awards are signed with.") { list, rotate, retire };
    }

    private static async Task<int> InHostAsync(string? data, Func<IssuingKeys, BridgeDbContext, Task<int>> action, CancellationToken cancellation)
    {
        using var host = await BridgeHost.BuildExistingAsync(DataFolder.Resolve(data), LogLevel.Critical, cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        try
        {
            return await action(host.Services.GetRequiredService<IssuingKeys>(), scope.ServiceProvider.GetRequiredService<BridgeDbContext>());
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IllegalMoveException)
        {
            throw new UserProblemException(problem.Message);
        }
    }

    private static async Task<int> ListAsync(IssuingKeys keys, BridgeDbContext db, CancellationToken cancellation)
    {
        var all = await keys.AllAsync(cancellation);
        foreach (var key in all)
            await Console.Out.WriteLineAsync($"{key.Name}  {(key.IsCurrent ? "signs   " : "verifies")}  made {key.MadeAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC  {await AwardsAsync(db, all, key, cancellation)} awards");
        return 0;
    }

    private static async Task<int> RotateAsync(IssuingKeys keys, BridgeDbContext db, CancellationToken cancellation)
    {
        var before = (await keys.AllAsync(cancellation)).Single(key => key.IsCurrent).Name;
        var name = await keys.RotateAsync(cancellation);
        await NoteAsync(db, "Signing key rotated", before, name, cancellation);
        await Console.Out.WriteLineAsync($"{name} signs from now on. {before} stays published: what it signed still verifies.");
        return 0;
    }

    private static async Task<int> RetireAsync(IssuingKeys keys, BridgeDbContext db, string name, bool yes, CancellationToken cancellation)
    {
        var all = await keys.AllAsync(cancellation);
        var key = all.FirstOrDefault(key => key.Name == name) ?? throw new UserProblemException($"There is no key {name}: 'creditbridge key list' lists them.");
        if (key.IsCurrent)
            throw new UserProblemException($"{name} is the key that signs: run 'creditbridge key rotate' first, then retire it.");
        var awards = await AwardsAsync(db, all, key, cancellation);
        var effect = $"{awards} {(awards == 1 ? "award" : "awards")} existed while {name} signed. Files and copies signed by it cannot be verified any more; their learners get new ones at the next download, and pages under a public link verify as before.";
        if (!yes)
        {
            await Console.Out.WriteLineAsync($"{effect} Nothing was changed: add --yes to retire it.");
            return 1;
        }

        await keys.RetireAsync(name, cancellation);
        await NoteAsync(db, "Signing key retired", name, null, cancellation);
        await Console.Out.WriteLineAsync($"Retired. {effect}");
        return 0;
    }

    /// <summary>An award is signed each time it is asked for, so each that existed before the next key was made may have been signed by this one: an upper limit.</summary>
    private static Task<int> AwardsAsync(BridgeDbContext db, IReadOnlyList<IssuingKey> all, IssuingKey key, CancellationToken cancellation)
    {
        var until = all.Where(other => other.MadeAt > key.MadeAt).Select(other => (DateTime?)other.MadeAt).Min();
        return db.Awards.CountAsync(award => until == null || award.MadeAt < until, cancellation);
    }

    private static async Task NoteAsync(BridgeDbContext db, string action, string? before, string? after, CancellationToken cancellation)
    {
        if (await db.Institutions.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } institution)
            return;
        db.AuditEntries.Add(AuditEntry.Of(new Actor(Environment.UserName, Role.Administrator), TimeProvider.System.GetUtcNow().UtcDateTime, action, nameof(Institution), institution.Id, before, after));
        await db.SaveChangesAsync(cancellation);
    }
}
