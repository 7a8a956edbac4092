namespace CreditBridge.Core.Rules;

/// <summary>Candidates and their options in numbers, in some order.</summary>
/// <param name="Worths">For each candidate and option.</param>
/// <param name="Amounts">For each candidate and option what it counts towards each cap.</param>
internal sealed record OptionProblem(Int128[][] Worths, OptionResources Resources, long[][][] Amounts, long[] CapsLeft)
{
    public static OptionProblem Of(Option[][] options, Int128[][] worths, OptionResources resources, IReadOnlyList<CapUse> caps)
    {
        // In the largest unit that all amounts are multiples of: then a price for a unit need not be small.
        var units = caps.Select((_, cap) => Math.Max(1, options.SelectMany(candidate => candidate).Aggregate(0L, (unit, option) => Gcd(unit, option.CapUses[cap])))).ToArray();
        return new(
            worths, resources,
            Array.ConvertAll(options, candidate => Array.ConvertAll(candidate, option => option.CapUses.Select((use, cap) => use / units[cap]).ToArray())),
            [.. caps.Select((cap, i) => cap.Left / units[i])]);
    }

    public static long Gcd(long one, long other) => other == 0 ? one : Gcd(other, one % other);

    /// <param name="candidates">Their numbers here, in the new order.</param>
    /// <param name="options">For each of them the numbers of its options, in the new order.</param>
    public OptionProblem InOrder(int[] candidates, int[][] options) => new(
        Pick(Worths, candidates, options), Resources.InOrder(candidates, options), Pick(Amounts, candidates, options), CapsLeft);

    public static T[][] Pick<T>(T[][] all, int[] candidates, int[][] options) =>
        [.. candidates.Select((candidate, place) => Array.ConvertAll(options[place], option => all[candidate][option]))];

    /// <summary>One option after the other, the largest number first.</summary>
    public (int[] Picked, Int128 Worth) Greedy(double[][] numbers)
    {
        var (picked, left, used, sum) = (Nothing(), CapsLeft.ToArray(), Resources.NoneUsed(), Int128.Zero);
        var all = numbers.SelectMany((candidate, i) => candidate.Select((number, j) => (Number: number, I: i, J: j))).ToArray();
        Array.Sort(all, (one, other) => other.Number != one.Number ? other.Number.CompareTo(one.Number) : one.I != other.I ? one.I.CompareTo(other.I) : one.J.CompareTo(other.J));
        foreach (var (_, i, j) in all)
        {
            if (picked[i] >= 0 || !Resources.AreFree(i, j, used) || !Resources.Contains(used, Resources.Owes(i, j)) || !TryCount(left, i, j))
                continue;
            picked[i] = j;
            sum += Worths[i][j];
            used = Resources.With(used, Resources.Uses(i, j));
        }

        return (picked, sum);
    }

    /// <summary>Takes from what is left of the caps what the option counts; false, and nothing taken, when it is too much.</summary>
    public bool TryCount(long[] left, int i, int j)
    {
        var amounts = Amounts[i][j];
        for (var cap = 0; cap < left.Length; cap++)
        {
            if (amounts[cap] > left[cap])
                return false;
        }

        for (var cap = 0; cap < left.Length; cap++)
            left[cap] -= amounts[cap];
        return true;
    }

    public void Uncount(long[] left, int i, int j)
    {
        for (var cap = 0; cap < left.Length; cap++)
            left[cap] += Amounts[i][j][cap];
    }

    public int[] Nothing()
    {
        var picked = new int[Worths.Length];
        Array.Fill(picked, -1);
        return picked;
    }
}
