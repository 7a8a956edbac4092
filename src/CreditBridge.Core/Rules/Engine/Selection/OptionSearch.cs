namespace CreditBridge.Core.Rules;

/// <summary>
/// Branch and bound over candidates in the order given, options in the order given and 'not at all' last: the first of the sets that are worth most, at least as much as asked.
/// A state met before with at least the same worth is not looked at again. Steps are counted, never timed: the same portfolio gives the same answer on every machine.
/// </summary>
internal sealed class OptionSearch
{
    private readonly OptionProblem _problem;
    private readonly PriceBound _bound;
    private readonly int _mostSteps;
    private readonly long[] _capsLeft;
    private readonly Dictionary<SearchState, Int128> _seen = [];
    private readonly int[] _picked;
    private Int128 _wanted;
    private int _steps;

    /// <param name="least">Only sets worth at least this are looked for.</param>
    public OptionSearch(OptionProblem problem, PriceBound bound, Int128 least, int mostSteps)
    {
        (_problem, _bound, _wanted, _mostSteps) = (problem, bound, least, mostSteps);
        (_capsLeft, _picked) = ([.. problem.CapsLeft], problem.Nothing());
        Visit(0, 0, problem.Resources.NoneUsed(), problem.Resources.NoneUsed());
    }

    /// <summary>For each candidate the option taken, or -1; null when no such set was found.</summary>
    public int[]? Best { get; private set; }

    public Int128 BestWorth => _wanted - 1;

    /// <summary>The search went through to its end.</summary>
    public bool IsComplete => _steps <= _mostSteps;

    private void Visit(int depth, Int128 worth, ulong[] used, ulong[] owed)
    {
        if (++_steps > _mostSteps)
            return;
        var resources = _problem.Resources;
        if (depth == _picked.Length)
        {
            if (resources.Contains(used, owed) && worth >= _wanted)
                (Best, _wanted) = ([.. _picked], worth + 1);
            return;
        }

        if (!resources.CanStillBeGiven(depth, owed, used) || !_bound.Reaches(depth, used, _capsLeft, _wanted - worth) || IsSeen(depth, worth, used, owed))
            return;
        for (var i = 0; i < _problem.Worths[depth].Length; i++)
        {
            if (!resources.AreFree(depth, i, used) || !_problem.TryCount(_capsLeft, depth, i))
                continue;
            _picked[depth] = i;
            Visit(depth + 1, worth + _problem.Worths[depth][i], resources.With(used, resources.Uses(depth, i)), resources.With(owed, resources.Owes(depth, i)));
            _problem.Uncount(_capsLeft, depth, i);
        }

        _picked[depth] = -1;
        Visit(depth + 1, worth, used, owed);
    }

    private bool IsSeen(int depth, Int128 worth, ulong[] used, ulong[] owed)
    {
        var state = _problem.Resources.StateOf(depth, used, owed, _capsLeft);
        if (_seen.TryGetValue(state, out var before) && before >= worth)
            return true;
        _seen[state] = worth;
        return false;
    }
}
