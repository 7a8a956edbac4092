namespace CreditBridge.Core.Rules;

/// <summary>
/// The most that candidates from some depth on can add: never less than what they do add. Three bounds, the smallest counts: each candidate's best option that is free; the
/// worth of options shared out among all that they use, where each thing used counts once, by its largest share; the same with worth shared only among what
/// every option of a candidate uses.
/// </summary>
internal sealed class CoverBound
{
    private readonly OptionResources _resources;
    private readonly Int128[][] _worths;
    private readonly int[][] _byWorth;
    private readonly int[][][] _bits;
    private readonly Int128[][] _shares;
    private readonly int[][] _core;
    private readonly Int128[] _coreShares;
    private readonly Int128[] _full;
    private readonly Int128[] _narrow;

    public CoverBound(Option[][] options, OptionResources resources)
    {
        _resources = resources;
        _worths = Array.ConvertAll(options, candidate => Array.ConvertAll(candidate, option => option.Worth));
        _byWorth = Array.ConvertAll(_worths, worths => Enumerable.Range(0, worths.Length).OrderByDescending(i => worths[i]).ToArray());
        _bits = [.. options.Select((candidate, depth) => candidate.Select((_, i) => BitsOf(resources.Uses(depth, i))).ToArray())];
        _shares = [.. _worths.Select((worths, depth) => worths.Select((worth, i) => Share(worth, _bits[depth][i].Length)).ToArray())];
        _core = Array.ConvertAll(_bits, candidate => candidate.Length == 0 ? [] : candidate.Aggregate((some, others) => [.. some.Intersect(others)]));
        _coreShares = [.. _core.Select((core, depth) => _worths[depth].Length == 0 ? 0 : Share(_worths[depth].Max(), core.Length))];
        (_full, _narrow) = (new Int128[resources.Count], new Int128[resources.Count]);
    }

    /// <summary>Whether candidates from this depth on may add as much as wanted.</summary>
    public bool Reaches(int depth, ulong[] used, Int128 wanted)
    {
        var each = Int128.Zero;
        for (var candidate = depth; candidate < _worths.Length && each < wanted; candidate++)
        {
            if (BestFree(candidate, used) is >= 0 and var best)
                each += _worths[candidate][best];
        }

        return each >= wanted && ReachesByShares(depth, used, wanted);
    }

    private bool ReachesByShares(int depth, ulong[] used, Int128 wanted)
    {
        Array.Clear(_full);
        Array.Clear(_narrow);
        var (full, narrow) = (Int128.Zero, Int128.Zero);
        for (var candidate = depth; candidate < _worths.Length; candidate++)
        {
            var best = BestFree(candidate, used);
            if (best < 0)
                continue;
            if (_core[candidate].Length == 0)
                narrow += _worths[candidate][best];
            foreach (var bit in _core[candidate])
                narrow += Raise(_narrow, bit, _coreShares[candidate]);
            full += Full(candidate, used, _worths[candidate][best]);
            if (full >= wanted && narrow >= wanted)
                return true;
        }

        return full >= wanted && narrow >= wanted;
    }

    /// <summary>What the options of a candidate add to the full bound; a candidate with an option that uses nothing shared counts for itself.</summary>
    private Int128 Full(int candidate, ulong[] used, Int128 best)
    {
        var more = Int128.Zero;
        for (var i = 0; i < _bits[candidate].Length; i++)
        {
            if (_bits[candidate][i].Length == 0)
                return best;
        }

        for (var i = 0; i < _bits[candidate].Length; i++)
        {
            if (!_resources.AreFree(candidate, i, used))
                continue;
            foreach (var bit in _bits[candidate][i])
                more += Raise(_full, bit, _shares[candidate][i]);
        }

        return more;
    }

    private int BestFree(int candidate, ulong[] used)
    {
        foreach (var i in _byWorth[candidate])
        {
            if (_resources.AreFree(candidate, i, used))
                return i;
        }

        return -1;
    }

    private static Int128 Raise(Int128[] shares, int bit, Int128 share)
    {
        if (share <= shares[bit])
            return 0;
        var more = share - shares[bit];
        shares[bit] = share;
        return more;
    }

    /// <summary>Rounded up, so that the shares together are never less than the worth.</summary>
    private static Int128 Share(Int128 worth, int count) => count <= 1 ? worth : (worth + count - 1) / count;

    private static int[] BitsOf(ulong[] words) =>
        [.. Enumerable.Range(0, 64 * words.Length).Where(bit => (words[bit / 64] & (1UL << (bit % 64))) != 0)];
}
