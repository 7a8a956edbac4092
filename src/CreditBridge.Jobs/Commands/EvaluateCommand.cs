using System.CommandLine;
using System.Globalization;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Jobs.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge evaluate</c>: what a portfolio that somebody wrote down would earn by the rule book. Nothing is stored.</summary>
internal static class EvaluateCommand
{
    private const long MostBytes = 50 * 1024 * 1024;

    public static Command Create(Option<string?> dataOption)
    {
        var file = new Argument<string>("portfolio") { Description = "A JSON file: one portfolio, or an array of them." };
        var asOf = new Option<string?>("--as-of") { Description = "The day of the decision, as 2026-08-20; default: today." };
        var ruleSet = new Option<string?>("--rule-set") { Description = "Decide by the rules of this set only; default: by the book." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("evaluate", "Say what a portfolio would earn, and why. Exit 0: answered, 1: something in it is not known.") { file, asOf, ruleSet, json };
        asOf.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !TryDay(token.Value, out _))
                result.AddError($"--as-of takes a date such as 2026-08-20, not '{token.Value}'.");
        });
        command.SetAction((parse, cancellation) => RunAsync(
            DataFolder.Resolve(parse.GetValue(dataOption)),
            parse.GetRequiredValue(file),
            TryDay(parse.GetValue(asOf), out var day) ? day : null,
            parse.GetValue(ruleSet),
            parse.GetValue(json),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DataFolder data, string file, DateOnly? asOf, string? ruleSet, bool json, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw new UserProblemException($"There is no file {file}.");
        if (new FileInfo(file).Length > MostBytes)
            throw new UserProblemException($"{file} is larger than {MostBytes / 1024 / 1024} MB: cut it into several files.");
        var asked = PortfolioFile.Read(await File.ReadAllTextAsync(file, cancellation));
        using var host = await BridgeHost.BuildAsync(data, LogLevel.Warning, cancellation: cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BridgeDbContext>();
        await FirstInstitution.MakeAsync(db, cancellation);
        var book = await PublishedBook.ReadAsync(db, cancellation, await SetAsync(db, ruleSet, cancellation));
        var answers = await PortfolioAnswer.OfAsync(db, asked.Portfolios, book, asOf ?? book.Institution.LocalDate(TimeProvider.System.GetUtcNow().UtcDateTime), cancellation);
        if (json)
            await (asked.IsArray ? JsonOutput.WriteAsync(answers) : JsonOutput.WriteAsync(answers[0]));
        else
            await WriteAsync(answers, Console.Out);
        return answers.All(answer => answer.Problems.Count == 0) ? 0 : 1;
    }

    private static async Task<Guid?> SetAsync(BridgeDbContext db, string? name, CancellationToken cancellation)
    {
        if (name is null)
            return null;
        var sets = await db.RuleSets.AsNoTracking().OrderBy(set => set.Name).ToListAsync(cancellation);
        return sets.Find(set => set.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))?.Id
            ?? throw new UserProblemException($"There is no rule set '{name}'. {(sets.Count == 0 ? "None is imported yet." : $"There are: {string.Join("; ", sets.Select(set => set.Name))}.")}");
    }

    private static async Task WriteAsync(IReadOnlyList<PortfolioAnswer> answers, TextWriter to)
    {
        foreach (var answer in answers)
        {
            foreach (var sentence in answer.Problems.Concat(answer.Notes))
                await to.WriteLineAsync($"! {sentence}");
            await to.WriteLineAsync($"{answer.TotalCredits:0.###} credits on {answer.AsOf:yyyy-MM-dd}");
            foreach (var decision in answer.Decisions)
                await to.WriteLineAsync($"\n{string.Join("\n  ", decision.Sentences)}");
        }
    }

    private static bool TryDay(string? text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
