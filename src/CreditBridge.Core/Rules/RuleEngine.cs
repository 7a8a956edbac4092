namespace CreditBridge.Core.Rules;

/// <summary>Decides what a learner's credentials earn. A pure function: no database, no clock, no log.</summary>
public static class RuleEngine
{
    /// <param name="asOf">The institution's day on which the decision is made.</param>
    public static Evaluation Evaluate(RuleBook book, Portfolio portfolio, CreditPolicy policy, DateOnly asOf)
    {
        var view = PortfolioView.Of(book, portfolio, policy, asOf);
        var attempts = Attempt.All(view);
        return new Evaluation(new Selection(view).Run(attempts));
    }
}
