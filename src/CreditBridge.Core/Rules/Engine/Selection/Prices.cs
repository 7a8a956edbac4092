namespace CreditBridge.Core.Rules;

/// <summary>
/// A price for each thing that is there once, and for each unit under a binding cap. Raised for what is wanted too often, lowered for what is left over, a fixed number of
/// times (a subgradient method on the Lagrangian dual); sets made by the prices on the way are sets to beat.
/// </summary>
internal sealed class Prices
{
    private const int MostRounds = 300, LeastRounds = 40, Work = 1_500_000;

    private readonly OptionProblem _problem;
    private readonly int[][][] _bits;
    private readonly double[][] _worths;
    private readonly double[][] _surplus;

    public Prices(OptionProblem problem)
    {
        _problem = problem;
        _bits = [.. problem.Worths.Select((candidate, i) => candidate.Select((_, j) => problem.Resources.BitsOf(i, j)).ToArray())];
        _worths = Array.ConvertAll(problem.Worths, candidate => Array.ConvertAll(candidate, worth => (double)worth));
        _surplus = Array.ConvertAll(_worths, candidate => new double[candidate.Length]);
        (OfThings, OfCaps) = (new double[problem.Resources.Count], new double[problem.CapsLeft.Length]);
        Best = problem.Greedy(_worths);
        Improve();
    }

    public double[] OfThings { get; }

    public double[] OfCaps { get; }

    /// <summary>The best set that the prices led to.</summary>
    public (int[] Picked, Int128 Worth) Best { get; private set; }

    private void Improve()
    {
        var (things, caps, least, pace, since) = ((double[])OfThings.Clone(), (double[])OfCaps.Clone(), double.MaxValue, 1.0, 0);
        var (wanting, amounts) = (new int[things.Length], new long[caps.Length]);
        var rounds = Math.Clamp(Work / Math.Max(1, _bits.Sum(candidate => candidate.Sum(bits => 2 + bits.Length))), LeastRounds, MostRounds);
        for (var round = 0; round < rounds; round++)
        {
            var most = Buy(things, caps, wanting, amounts);
            if (round % 10 == 6 && _problem.Greedy(_surplus) is var made && made.Worth > Best.Worth)
                Best = made;
            if (most < least * (1 - 1e-9))
            {
                (least, since) = (most, 0);
                things.CopyTo(OfThings, 0);
                caps.CopyTo(OfCaps, 0);
            }
            else if (++since == 6)
            {
                (pace, since) = (pace / 2, 0);
            }

            // Far below a unit above the best set nothing is to be gained.
            if (least < (double)Best.Worth + 0.02 || pace < 1e-4 || !Move(things, caps, wanting, amounts, pace * (most - (double)Best.Worth)))
                return;
        }
    }

    /// <summary>Every candidate takes what is worth most above the prices.</summary>
    /// <returns>What that is worth with all that is for sale: no set is worth more.</returns>
    private double Buy(double[] things, double[] caps, int[] wanting, long[] amounts)
    {
        Array.Clear(wanting);
        Array.Clear(amounts);
        var most = 0.0;
        for (var i = 0; i < _worths.Length; i++)
        {
            var best = -1;
            for (var j = 0; j < _worths[i].Length; j++)
            {
                var left = _worths[i][j];
                foreach (var bit in _bits[i][j])
                    left -= things[bit];
                for (var cap = 0; cap < caps.Length; cap++)
                    left -= caps[cap] * _problem.Amounts[i][j][cap];
                _surplus[i][j] = left;
                if (left > (best < 0 ? 0 : _surplus[i][best]))
                    best = j;
            }

            if (best < 0)
                continue;
            most += _surplus[i][best];
            foreach (var bit in _bits[i][best])
                wanting[bit]++;
            for (var cap = 0; cap < caps.Length; cap++)
                amounts[cap] += _problem.Amounts[i][best][cap];
        }

        for (var bit = 0; bit < things.Length; bit++)
            most += things[bit];
        for (var cap = 0; cap < caps.Length; cap++)
            most += caps[cap] * _problem.CapsLeft[cap];
        return most;
    }

    /// <summary>False when every price stands where it should.</summary>
    private bool Move(double[] things, double[] caps, int[] wanting, long[] amounts, double length)
    {
        var square = 0.0;
        for (var bit = 0; bit < things.Length; bit++)
            square += things[bit] > 0 || wanting[bit] > 1 ? Square(wanting[bit] - 1) : 0;
        for (var cap = 0; cap < caps.Length; cap++)
            square += caps[cap] > 0 || amounts[cap] > _problem.CapsLeft[cap] ? Square(amounts[cap] - _problem.CapsLeft[cap]) : 0;
        if (square == 0)
            return false;
        for (var bit = 0; bit < things.Length; bit++)
            things[bit] = Math.Max(0, things[bit] + (length / square * (wanting[bit] - 1)));
        for (var cap = 0; cap < caps.Length; cap++)
            caps[cap] = Math.Max(0, caps[cap] + (length / square * (amounts[cap] - _problem.CapsLeft[cap])));
        return true;
    }

    private static double Square(double number) => number * number;
}
