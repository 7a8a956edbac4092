using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Why learners who hold something that a rule names do not get its credit: by condition, the most frequent first, for all or for one programme.</summary>
public sealed class WhyNotReport(BridgeDbContext db, TimeProvider time)
{
    /// <summary>More are not looked at for one page; the report says so.</summary>
    public const int MostLearners = 2_000;

    public async Task<Answer> ReadAsync(string ruleCode, string? program, CancellationToken cancellation)
    {
        var book = await PublishedBook.ReadAsync(db, cancellation);
        var today = book.Institution.LocalDate(time.GetUtcNow().UtcDateTime);
        var rules = book.Book.Rules.Where(rule => rule.Code == ruleCode && !(rule.To < today)).ToList();
        if (rules.Count == 0)
            return new(0, 0, false, []);
        var alone = RuleBook.Compile(rules, book.Achievements, book.Catalog);
        var reached = await RuleReach.LearnersAsync(db, rules.Select(rule => rule.Definition), cancellation);
        if (program is { Length: > 0 })
        {
            var members = (await db.Learners.Where(learner => learner.ProgramCode == program).Select(learner => learner.Id).ToListAsync(cancellation)).ToHashSet();
            reached = reached.FindAll(members.Contains);
        }

        var (looked, satisfied) = (0, 0);
        var reasons = new Dictionary<string, (int Count, string Sample)>();
        foreach (var ids in reached.Take(MostLearners).Chunk(500))
        {
            foreach (var record in await LearnerRecord.ReadAsync(db, book, ids, cancellation))
            {
                looked++;
                var decisions = RuleEngine.Evaluate(alone, record.Portfolio with { Earlier = [] }, book.Policy, today).Decisions;
                if (decisions.Any(decision => decision.Satisfied))
                {
                    satisfied++;
                    continue;
                }

                foreach (var (reason, sentence) in decisions.SelectMany(Failed).DistinctBy(failed => failed.Reason))
                    reasons[reason] = reasons.TryGetValue(reason, out var known) ? (known.Count + 1, known.Sample) : (1, sentence);
            }
        }

        return new(looked, satisfied, reached.Count > MostLearners, [.. reasons.Select(pair => new Row(pair.Key, pair.Value.Count, pair.Value.Sample)).OrderByDescending(row => row.Learners).ThenBy(row => row.Reason, StringComparer.Ordinal)]);
    }

    private static IEnumerable<(string Reason, string Sentence)> Failed(RuleDecision decision) =>
        decision.Scope.Where(condition => !condition.Met).Select(condition => (Word(condition.Kind), condition.Sentence)).Concat(Failed(decision.Requirement, ""));

    /// <summary>The innermost conditions that are not met.</summary>
    private static IEnumerable<(string Reason, string Sentence)> Failed(ExplainedCondition condition, string of)
    {
        if (condition.Met)
            return [];
        var name = condition.Kind == ConditionKind.Earned && condition.Seen.Length > 0 ? condition.Seen : of;
        var inner = condition.Parts.Where(part => !part.Met).SelectMany(part => Failed(part, name)).ToList();
        return inner.Count > 0 ? inner
            : condition.Kind == ConditionKind.Earned ? [(condition.Sentence.Split(':')[0].TrimEnd('.'), condition.Sentence)]
            : [(of.Length == 0 ? Word(condition.Kind) : $"{of}: {Word(condition.Kind)}", condition.Sentence)];
    }

    private static string Word(ConditionKind kind) => kind switch
    {
        ConditionKind.Result => "the result",
        ConditionKind.Hours => "the hours",
        ConditionKind.AssessmentType => "how it was assessed",
        ConditionKind.Supervised => "supervision",
        ConditionKind.IdentityChecked => "the identity check",
        ConditionKind.IssuedFrom or ConditionKind.IssuedTo => "the day of issue",
        ConditionKind.Age => "its age",
        ConditionKind.Expiry => "it has expired",
        ConditionKind.Assurance => "how sure we are of it",
        ConditionKind.Language => "the language",
        ConditionKind.Status => "revoked, or not yet issued",
        ConditionKind.Verification => "the signature",
        ConditionKind.InForce => "the rule was not in force",
        ConditionKind.Recommendation => "the recommendation does not cover the day",
        ConditionKind.Program => "the programme",
        ConditionKind.Level => "the level",
        ConditionKind.Standing => "the standing",
        ConditionKind.Campus => "the campus",
        _ => "a course is missing",
    };

    /// <param name="IsSample">There are more learners than were looked at.</param>
    public sealed record Answer(int Looked, int Satisfied, bool IsSample, IReadOnlyList<Row> Rows);

    /// <param name="Sample">The sentence that one of them reads.</param>
    public sealed record Row(string Reason, int Learners, string Sample);
}
