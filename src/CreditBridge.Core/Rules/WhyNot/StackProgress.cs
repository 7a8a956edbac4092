using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>A rule that a learner has met in part: what is there, and what is missing.</summary>
/// <param name="Has">How many parts are there.</param>
/// <param name="Needs">How many are needed.</param>
/// <param name="Gives">What the rule gives.</param>
public sealed record StackProgress(string RuleCode, string Title, int Has, int Needs, IReadOnlyList<string> There, IReadOnlyList<string> Missing, string Gives)
{
    /// <summary>The nearest first.</summary>
    public static async Task<IReadOnlyList<StackProgress>> ReadAsync(BridgeDbContext db, Guid learnerId, DateTime now, CancellationToken cancellation)
    {
        var book = await PublishedBook.ReadAsync(db, cancellation);
        var record = (await LearnerRecord.ReadAsync(db, book, [learnerId], cancellation)).SingleOrDefault();
        if (record is null)
            return [];
        var hidden = await db.EquivalencyRules.SelectMany(rule => rule.Versions).Where(version => version.IsHidden).Select(version => version.Id).ToHashSetAsync(cancellation);
        var decisions = RuleEngine.Evaluate(book.Book, record.Portfolio, book.Policy, book.Institution.LocalDate(now)).Decisions;
        return [.. decisions.Where(decision => decision.Outcome == RuleOutcome.NotEligible && !hidden.Contains(decision.RuleVersionId)).Select(Of).OfType<StackProgress>()
            .OrderBy(stack => stack.Needs - stack.Has).ThenBy(stack => stack.RuleCode, StringComparer.Ordinal)];
    }

    private static StackProgress? Of(RuleDecision decision)
    {
        var root = decision.Requirement;
        var needs = decision.Rule.Definition.Requirement switch
        {
            AllOf all when all.Items.Count > 1 => all.Items.Count,
            AtLeast some => some.Count,
            _ => 0,
        };
        var has = root.Parts.Count(part => part.Met);
        return has == 0 || has >= needs ? null : new(
            decision.RuleCode, decision.Rule.Title, has, needs,
            [.. root.Parts.Where(part => part.Met).Select(part => part.Sentence)], [.. root.Parts.Where(part => !part.Met).SelectMany(Told)],
            string.Join("; ", decision.Rule.Definition.Awards.Select(RuleWords.InBrief)));
    }

    /// <summary>What is missing in a part: its own sentence, and of what came near, why it does not count.</summary>
    private static IEnumerable<string> Told(ExplainedCondition part) => part.Parts.Where(inner => !inner.Met).Select(inner => inner.Sentence).Prepend(part.Sentence);
}
