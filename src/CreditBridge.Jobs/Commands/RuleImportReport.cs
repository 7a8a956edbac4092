using CreditBridge.Core.Rules;
using CreditBridge.Core.Tables;

namespace CreditBridge.Jobs.Commands;

/// <summary>What became of a file of rules, as the command prints it.</summary>
internal static class RuleImportReport
{
    public static object Of(RuleImportResult result) => new
    {
        DryRun = result.IsDryRun,
        result.New,
        result.Changed,
        result.Same,
        result.Rejected,
        result.Rules,
        result.RuleSets,
        result.Book,
        SelfApproved = result.SelfApproved > 0 ? new { Rules = result.SelfApproved, result.Reason, Note = "Approved by whoever imported them: they never lead to automatic grants." } : null,
        Created = new { Partners = result.CreatedPartners, Achievements = result.CreatedAchievements, Courses = result.CreatedCourses },
        result.Rows,
    };

    public static async Task WriteAsync(RuleImportResult result, TextWriter to)
    {
        await to.WriteLineAsync($"{(result.IsDryRun ? "Dry run, nothing was changed. " : "")}{result.Rows.Count} rows: {result.New} new, {result.Changed} changed, {result.Same} same, {result.Rejected} rejected.");
        await to.WriteLineAsync($"In rules: {string.Join(", ", result.Rules.Select(pair => $"{pair.Value} {pair.Key.ToString().ToLowerInvariant()}"))}.");
        if (result.SelfApproved > 0)
            await to.WriteLineAsync($"{result.SelfApproved} published by your own approval: '{result.Reason}'. They never lead to automatic grants.");
        if (result.Book is { } book)
            await to.WriteLineAsync($"The rules of {book} are the book: there are no rules of our own.");
        foreach (var (what, names) in new[] { ("partners", result.CreatedPartners), ("achievements", result.CreatedAchievements), ("courses", result.CreatedCourses) })
        {
            if (names.Count > 0)
                await to.WriteLineAsync($"{(result.IsDryRun ? "Would make" : "Made")} {names.Count} {what}: {string.Join("; ", names)}");
        }

        foreach (var row in result.Rows.Where(row => row.Outcome == ImportOutcome.Rejected))
            await to.WriteLineAsync($"Line {row.Line}: {row.Reason}");
        foreach (var row in result.Rows.Where(row => row.Note is not null))
            await to.WriteLineAsync($"Line {row.Line}, taken: {row.Note}");
    }
}
