using CreditBridge.Core.Rules;

namespace CreditBridge.Tests.Rules;

/// <summary>Every way to meet a requirement, written as plainly as can be and sharing nothing with the engine. Only for small trees.</summary>
internal static class BruteForce
{
    /// <summary>Each way is the list of what it uses up, nothing twice.</summary>
    public static IEnumerable<IReadOnlyList<string>> Ways(Requirement requirement, IReadOnlyList<PortfolioCredential> credentials) => requirement switch
    {
        Earned earned => credentials.Where(credential => Fits(earned, credential)).Select(credential => (IReadOnlyList<string>)[Learning(credential)]),
        AllOf all => Together(all.Items, credentials),
        AnyOf any => any.Items.SelectMany(item => Ways(item, credentials)),
        AtLeast atLeast => Subsets(atLeast.Items, atLeast.Count).SelectMany(items => Together(items, credentials)),
        _ => [],
    };

    private static IEnumerable<IReadOnlyList<string>> Together(IReadOnlyList<Requirement> items, IReadOnlyList<PortfolioCredential> credentials)
    {
        IEnumerable<IReadOnlyList<string>> ways = [[]];
        foreach (var item in items)
            ways = ways.SelectMany(way => Ways(item, credentials).Where(more => !way.Intersect(more).Any()).Select(more => (IReadOnlyList<string>)[.. way, .. more]));
        return ways;
    }

    private static IEnumerable<IReadOnlyList<Requirement>> Subsets(IReadOnlyList<Requirement> items, int count) =>
        Enumerable.Range(0, 1 << items.Count).Where(bits => int.PopCount(bits) == count)
            .Select(bits => (IReadOnlyList<Requirement>)[.. items.Where((_, i) => (bits & (1 << i)) != 0)]);

    private static bool Fits(Earned earned, PortfolioCredential credential)
    {
        var facts = Facts(credential);
        var selected = earned.Selector switch
        {
            AchievementSelector one => Learning(Facts(one.Partner, one.Achievement)) == Learning(facts),
            PatternSelector { Skill: { } skill } => facts.Skills.Contains(skill),
            PatternSelector { Tag: { } tag } => facts.Tags.Contains(tag),
            PatternSelector { Partner: { } partner } => facts.Partner == partner,
            PatternSelector { NameContains: { } name } => facts.Name.Contains(name, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
        return selected && credential.Results[0].Value >= ((PointsResult)earned.Conditions.Result!).Least;
    }

    private static string Learning(PortfolioCredential credential) => Learning(Facts(credential));

    private static string Learning(AchievementFacts facts) => facts.SameLearning ?? $"{facts.Partner}/{facts.ExternalId}";

    private static AchievementFacts Facts(PortfolioCredential credential) => Facts(credential.Partner, credential.Achievement);

    private static AchievementFacts Facts(string partner, string id) => RuleGen.Achievements.Single(facts => facts.Partner == partner && facts.ExternalId == id);
}
