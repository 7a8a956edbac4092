namespace CreditBridge.Core.Rules;

/// <summary>What somebody's credentials might give here: never a promise.</summary>
/// <param name="Required">Credits of courses that the chosen programme requires.</param>
/// <param name="Other">Credits of other courses.</param>
/// <param name="Elective">Credits that are elective.</param>
/// <param name="Problems">What could not be read, a sentence each.</param>
public sealed record Estimate(IReadOnlyList<Estimate.Item> Items, decimal Required, decimal Other, decimal Elective, IReadOnlyList<string> Problems)
{
    public decimal Total => Required + Other + Elective;

    /// <param name="Gives">'CSCI 1100, 3 credits'.</param>
    /// <param name="Because">Sentences.</param>
    public sealed record Item(string Title, EstimateAnswer Answer, IReadOnlyList<string> Gives, IReadOnlyList<string> Because);
}
