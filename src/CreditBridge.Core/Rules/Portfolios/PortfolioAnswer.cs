namespace CreditBridge.Core.Rules;

/// <summary>What a portfolio earns, and why: for programs and for people who look ahead.</summary>
/// <param name="Problems">What could not be taken into account, a sentence each.</param>
/// <param name="Notes">What changes nothing.</param>
public sealed record PortfolioAnswer(
    DateOnly AsOf, IReadOnlyList<AnsweredAward> Awards, decimal TotalCredits, IReadOnlyList<AnsweredDecision> Decisions, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes)
{
    public static async Task<IReadOnlyList<PortfolioAnswer>> OfAsync(BridgeDbContext db, IEnumerable<AskedPortfolio> asked, PublishedBook book, DateOnly asOf, CancellationToken cancellation)
    {
        var names = await PartnerNames.ReadAsync(db, cancellation);
        return [.. asked.Select(portfolio => Of(portfolio, names, book, asOf))];
    }

    private static PortfolioAnswer Of(AskedPortfolio asked, PartnerNames names, PublishedBook book, DateOnly asOf)
    {
        var reading = new PortfolioReading(names, book, asOf);
        var evaluation = RuleEngine.Evaluate(book.Book, reading.Read(asked), book.Policy, asOf);
        var chosen = evaluation.Decisions.Where(decision => decision.Outcome is RuleOutcome.Grant or RuleOutcome.Request).ToList();
        return new(asOf, [.. chosen.SelectMany(AnsweredAward.Of)], evaluation.RecommendedCredits, [.. evaluation.Decisions.Select(AnsweredDecision.Of)], reading.Problems, reading.Notes);
    }
}
