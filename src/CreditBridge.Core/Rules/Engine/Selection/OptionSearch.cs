namespace CreditBridge.Core.Rules;

/// <summary>
/// Finds the best set among candidates that share credentials, courses or a binding cap: branch and bound in the order of codes, each candidate's preferred option first
/// and 'not at all' last, so that of sets worth the same the first found is the one with the older codes. A state met before with at least the same worth is not looked
/// at again. Steps are counted, never timed: the same portfolio gives the same answer on every machine.
/// </summary>
internal sealed class OptionSearch
{
    /// <summary>Some tens of milliseconds. Real portfolios need a few hundred.</summary>
    private const int MostSteps = 20_000;

    private readonly Option[][] _options;
    private readonly OptionResources _resources;
    private readonly CoverBound _bound;
    private readonly long[] _capsLeft;
    private readonly Dictionary<SearchState, Int128> _seen = [];
    private readonly int[] _picked;
    private readonly Int128 _floor;
    private int[]? _best;
    private Int128 _bestWorth;
    private int _steps;

    private OptionSearch(Option[][] options, OptionResources resources, IReadOnlyList<CapUse> caps)
    {
        (_options, _resources) = (options, resources);
        _capsLeft = [.. caps.Select(cap => cap.Left)];
        _picked = Nothing(options.Length);
        _bound = new CoverBound(options, resources);
        var greedy = Greedy();
        _floor = WorthOf(greedy);
        Visit(0, 0, resources.NoneUsed(), resources.NoneUsed());
        BoundHit = _steps > MostSteps;
        Picked = _best ?? greedy;
    }

    /// <summary>For each candidate the option taken, or -1.</summary>
    public int[] Picked { get; }

    /// <summary>The search was stopped; what it found may not be the best.</summary>
    public bool BoundHit { get; }

    public static OptionSearch Run(Option[][] options, OptionResources resources, IReadOnlyList<CapUse> caps) => new(options, resources, caps);

    private void Visit(int depth, Int128 worth, ulong[] used, ulong[] owed)
    {
        if (++_steps > MostSteps)
            return;
        if (depth == _options.Length)
        {
            if (!_resources.Contains(used, owed) || (_best is null ? worth < _floor : worth <= _bestWorth))
                return;
            (_best, _bestWorth) = ([.. _picked], worth);
            return;
        }

        if (!_resources.CanStillBeGiven(depth, owed, used) || !IsPromising(depth, worth, used) || IsSeen(depth, worth, used, owed))
            return;
        for (var i = 0; i < _options[depth].Length; i++)
        {
            var option = _options[depth][i];
            if (!_resources.AreFree(depth, i, used) || !TryCount(option, 1))
                continue;
            _picked[depth] = i;
            Visit(depth + 1, worth + option.Worth, _resources.With(used, _resources.Uses(depth, i)), _resources.With(owed, _resources.Owes(depth, i)));
            TryCount(option, -1);
        }

        _picked[depth] = -1;
        Visit(depth + 1, worth, used, owed);
    }

    private bool IsPromising(int depth, Int128 worth, ulong[] used)
    {
        // With no best yet, one as good as the greedy set is still wanted; later only a better one.
        var wanted = (_best is null ? _floor : _bestWorth + 1) - worth;
        return wanted <= 0 || _bound.Reaches(depth, used, wanted);
    }

    private bool IsSeen(int depth, Int128 worth, ulong[] used, ulong[] owed)
    {
        var state = _resources.StateOf(depth, used, owed, _capsLeft);
        if (_seen.TryGetValue(state, out var before) && before >= worth)
            return true;
        _seen[state] = worth;
        return false;
    }

    private bool TryCount(Option option, int sign)
    {
        for (var i = 0; i < _capsLeft.Length; i++)
        {
            if (sign > 0 && option.CapUses[i] > _capsLeft[i])
                return false;
        }

        for (var i = 0; i < _capsLeft.Length; i++)
            _capsLeft[i] -= sign * option.CapUses[i];
        return true;
    }

    /// <summary>One option after the other, the most worth first: a set to beat, and what is left when the search is stopped.</summary>
    private int[] Greedy()
    {
        var picked = Nothing(_options.Length);
        var left = _capsLeft.ToArray();
        var used = _resources.NoneUsed();
        var all = _options.SelectMany((options, depth) => options.Select((option, i) => (option, depth, i)))
            .OrderByDescending(each => each.option.Worth).ThenBy(each => each.option.Declined.Count);
        foreach (var (option, depth, i) in all)
        {
            if (picked[depth] >= 0 || !_resources.AreFree(depth, i, used) || !_resources.Contains(used, _resources.Owes(depth, i)) || !TryCount(option, 1))
                continue;
            picked[depth] = i;
            used = _resources.With(used, _resources.Uses(depth, i));
        }

        left.CopyTo(_capsLeft, 0);
        return picked;
    }

    private Int128 WorthOf(int[] picked)
    {
        var worth = Int128.Zero;
        for (var depth = 0; depth < picked.Length; depth++)
            worth += picked[depth] < 0 ? 0 : _options[depth][picked[depth]].Worth;
        return worth;
    }

    private static int[] Nothing(int length)
    {
        var picked = new int[length];
        Array.Fill(picked, -1);
        return picked;
    }
}
