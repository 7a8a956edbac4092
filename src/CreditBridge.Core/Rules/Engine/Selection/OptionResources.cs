using System.Numerics;

namespace CreditBridge.Core.Rules;

/// <summary>
/// What options of one search use that is there only once, as bits: credentials and learning, courses, and the code of a rule with its occurrence. Things that the same
/// options use are one bit, and what only one candidate wants is none.
/// </summary>
internal sealed class OptionResources
{
    private readonly int _words;
    private readonly ulong[][][] _uses;
    private readonly ulong[][][] _owes;
    private readonly ulong[][] _wantedFrom;

    private OptionResources(int count, ulong[][][] uses, ulong[][][] owes)
    {
        (Count, _words, _uses, _owes) = (count, Math.Max(1, (count + 63) / 64), uses, owes);
        _wantedFrom = new ulong[uses.Length + 1][];
        _wantedFrom[^1] = NoneUsed();
        for (var depth = uses.Length - 1; depth >= 0; depth--)
            _wantedFrom[depth] = uses[depth].Concat(owes[depth]).Aggregate(_wantedFrom[depth + 1], With);
    }

    /// <param name="things">For each candidate and option what it uses, by any number that is the same for the same thing.</param>
    /// <param name="owed">For each candidate and option what another must use.</param>
    public static OptionResources Of(int[][][] things, int[][][] owed)
    {
        var bits = BitsOf(things, owed, out var count);
        return new(count, Array.ConvertAll(things, candidate => Array.ConvertAll(candidate, Pack)), Array.ConvertAll(owed, candidate => Array.ConvertAll(candidate, Pack)));

        ulong[] Pack(int[] used)
        {
            var packed = new ulong[Math.Max(1, (count + 63) / 64)];
            foreach (var thing in used)
            {
                if (bits.TryGetValue(thing, out var bit))
                    packed[bit / 64] |= 1UL << (bit % 64);
            }

            return packed;
        }
    }

    public int Count { get; }

    public OptionResources InOrder(int[] candidates, int[][] options) =>
        new(Count, OptionProblem.Pick(_uses, candidates, options), OptionProblem.Pick(_owes, candidates, options));

    public ulong[] NoneUsed() => new ulong[_words];

    public ulong[] Uses(int candidate, int option) => _uses[candidate][option];

    public ulong[] Owes(int candidate, int option) => _owes[candidate][option];

    public ulong[] WantedFrom(int candidate) => _wantedFrom[candidate];

    public int[] BitsOf(int candidate, int option) =>
        BitsOf(_uses[candidate][option]);

    public bool AreFree(int candidate, int option, ulong[] used)
    {
        var mine = _uses[candidate][option];
        for (var i = 0; i < mine.Length; i++)
        {
            if ((mine[i] & used[i]) != 0)
                return false;
        }

        return true;
    }

    public bool Contains(ulong[] all, ulong[] some)
    {
        for (var i = 0; i < _words; i++)
        {
            if ((some[i] & ~all[i]) != 0)
                return false;
        }

        return true;
    }

    public ulong[] With(ulong[] some, ulong[] more)
    {
        var both = new ulong[_words];
        for (var i = 0; i < _words; i++)
            both[i] = some[i] | more[i];
        return both;
    }

    /// <summary>Whether candidates from this depth on could give all that is owed and not given yet.</summary>
    public bool CanStillBeGiven(int depth, ulong[] owed, ulong[] used)
    {
        for (var i = 0; i < _words; i++)
        {
            if ((owed[i] & ~used[i] & ~_wantedFrom[depth][i]) != 0)
                return false;
        }

        return true;
    }

    public SearchState StateOf(int depth, ulong[] used, ulong[] owed, long[] capsLeft)
    {
        var state = new ulong[(2 * _words) + capsLeft.Length + 1];
        state[0] = (ulong)depth;
        for (var i = 0; i < _words; i++)
        {
            state[1 + i] = used[i] & _wantedFrom[depth][i];
            state[1 + _words + i] = owed[i] & ~used[i];
        }

        for (var i = 0; i < capsLeft.Length; i++)
            state[1 + (2 * _words) + i] = (ulong)capsLeft[i];
        return new SearchState(state);
    }

    private static int[] BitsOf(ulong[] words)
    {
        var (bits, count) = (new int[words.Sum(word => BitOperations.PopCount(word))], 0);
        for (var word = 0; word < words.Length; word++)
        {
            for (var left = words[word]; left != 0; left &= left - 1)
                bits[count++] = (64 * word) + BitOperations.TrailingZeroCount(left);
        }

        return bits;
    }

    /// <summary>A bit for each thing that two candidates want; the same for things that exactly the same options use and owe.</summary>
    private static Dictionary<int, int> BitsOf(int[][][] things, int[][][] owed, out int count)
    {
        var users = new SortedDictionary<int, List<int>>();
        var wanting = new Dictionary<int, HashSet<int>>();
        for (var (candidate, place) = (0, 0); candidate < things.Length; candidate++)
        {
            for (var option = 0; option < things[candidate].Length; option++, place += 2)
            {
                Note(things[candidate][option], candidate, place);
                Note(owed[candidate][option], candidate, place + 1);
            }
        }

        var (bits, bySameUsers) = (new Dictionary<int, int>(), new Dictionary<string, int>());
        foreach (var (thing, places) in users)
        {
            if (wanting[thing].Count < 2)
                continue;
            var same = string.Join(',', places);
            if (!bySameUsers.TryGetValue(same, out var bit))
                bySameUsers[same] = bit = bySameUsers.Count;
            bits[thing] = bit;
        }

        count = bySameUsers.Count;
        return bits;

        void Note(int[] noted, int candidate, int place)
        {
            foreach (var thing in noted)
            {
                if (!users.TryGetValue(thing, out var list))
                    (users[thing], wanting[thing]) = (list = [], []);
                list.Add(place);
                wanting[thing].Add(candidate);
            }
        }
    }
}
