namespace CreditBridge.Core.Rules;

/// <summary>
/// The best set among candidates that share credentials, courses or a binding cap. First what the best set is worth, in the order that proves it soonest; then, of the
/// sets worth that, the one with the older codes. When the first search is stopped the best set found may not be the best there is, and <see cref="BoundHit"/> says
/// so; when only the second is stopped, it is one of those worth most.
/// </summary>
internal sealed class BestOptions
{
    /// <summary>Together some tens of milliseconds. Real portfolios need a few hundred.</summary>
    private const int MostSteps = 20_000;

    /// <summary>So few are soon tried without prices.</summary>
    private const int Few = 12;

    /// <param name="few">Up to so many options no prices are looked for.</param>
    public BestOptions(OptionProblem problem, int few = Few)
    {
        if (problem.Worths.Sum(candidate => candidate.Length) <= few)
        {
            Picked = new OptionSearch(problem, new PriceBound(problem, null), 0, MostSteps).Best!;
            return;
        }

        var prices = new Prices(problem);
        var bound = new PriceBound(problem, prices);
        var (picked, worth) = prices.Best;
        if (bound.Reaches(0, problem.Resources.NoneUsed(), problem.CapsLeft, worth + 1))
        {
            var order = Enumerable.Range(0, problem.Worths.Length).OrderByDescending(i => bound.Surplus[i].DefaultIfEmpty().Max()).ToArray();
            var options = Array.ConvertAll(order, i => Enumerable.Range(0, problem.Worths[i].Length).OrderByDescending(j => bound.Surplus[i][j]).ToArray());
            var ordered = problem.InOrder(order, options);
            var search = new OptionSearch(ordered, new PriceBound(ordered, prices), worth + 1, MostSteps);
            BoundHit = !search.IsComplete;
            if (search.Best is { } better)
            {
                worth = search.BestWorth;
                for (var place = 0; place < order.Length; place++)
                    picked[order[place]] = better[place] < 0 ? -1 : options[place][better[place]];
            }
        }

        Picked = BoundHit ? picked : new OptionSearch(problem, bound, worth, MostSteps).Best ?? picked;
    }

    /// <summary>For each candidate the option taken, or -1.</summary>
    public int[] Picked { get; }

    public bool BoundHit { get; }
}
