using System.Numerics;

namespace CreditBridge.Core.Rules;

/// <summary>
/// The most that candidates from some depth on can add: the prices of all that is left, and what each candidate's best option that is free is worth above the prices of
/// what it uses. That holds for any prices, whole numbers of small parts of a unit of worth: nothing is rounded here.
/// </summary>
internal sealed class PriceBound
{
    private const int Parts = 1 << 16;

    private readonly OptionProblem _problem;
    private readonly Int128[] _things;
    private readonly Int128[] _caps;
    private readonly int[][] _bySurplus;
    private readonly Int128[] _surplusFrom;

    /// <param name="prices">None: everything is free.</param>
    public PriceBound(OptionProblem problem, Prices? prices)
    {
        _problem = problem;
        _things = prices is null ? new Int128[problem.Resources.Count] : Array.ConvertAll(prices.OfThings, price => (Int128)(price * Parts));
        _caps = prices is null ? new Int128[problem.CapsLeft.Length] : Array.ConvertAll(prices.OfCaps, price => (Int128)(price * Parts));
        Surplus = [.. problem.Worths.Select((candidate, i) => candidate.Select((_, j) => SurplusOf(i, j)).ToArray())];
        _bySurplus = Array.ConvertAll(Surplus, candidate => candidate.Length == 1 ? (candidate[0] > 0 ? [0] : [])
            : Enumerable.Range(0, candidate.Length).Where(j => candidate[j] > 0).OrderByDescending(j => candidate[j]).ToArray());
        _surplusFrom = new Int128[Surplus.Length + 1];
        for (var i = Surplus.Length - 1; i >= 0; i--)
            _surplusFrom[i] = _surplusFrom[i + 1] + (_bySurplus[i].Length > 0 ? Surplus[i][_bySurplus[i][0]] : 0);
    }

    /// <summary>What each option is worth above the prices of what it uses.</summary>
    public Int128[][] Surplus { get; }

    /// <summary>Whether candidates from this depth on may add as much as wanted.</summary>
    public bool Reaches(int depth, ulong[] used, long[] capsLeft, Int128 wanted)
    {
        wanted *= Parts;
        var most = PriceOfWhatIsLeft(depth, used, capsLeft);
        if (most + _surplusFrom[depth] < wanted)
            return false;
        for (var i = depth; i < Surplus.Length && most < wanted; i++)
        {
            foreach (var j in _bySurplus[i])
            {
                if (!_problem.Resources.AreFree(i, j, used))
                    continue;
                most += Surplus[i][j];
                break;
            }
        }

        return most >= wanted;
    }

    private Int128 PriceOfWhatIsLeft(int depth, ulong[] used, long[] capsLeft)
    {
        var most = Int128.Zero;
        var wantedFrom = _problem.Resources.WantedFrom(depth);
        for (var word = 0; word < used.Length; word++)
        {
            for (var left = wantedFrom[word] & ~used[word]; left != 0; left &= left - 1)
                most += _things[(64 * word) + BitOperations.TrailingZeroCount(left)];
        }

        for (var cap = 0; cap < capsLeft.Length; cap++)
            most += _caps[cap] * capsLeft[cap];
        return most;
    }

    private Int128 SurplusOf(int i, int j)
    {
        var surplus = _problem.Worths[i][j] * Parts;
        foreach (var bit in _problem.Resources.BitsOf(i, j))
            surplus -= _things[bit];
        for (var cap = 0; cap < _caps.Length; cap++)
            surplus -= _caps[cap] * _problem.Amounts[i][j][cap];
        return surplus;
    }
}
