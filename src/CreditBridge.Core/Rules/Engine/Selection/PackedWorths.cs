using System.Numerics;

namespace CreditBridge.Core.Rules;

/// <summary>
/// The worth of options as one number each that adds up and compares like <see cref="Worth"/> within one search: parts that say nothing new are left out, the others stand
/// side by side, each with room for the sum of all.
/// </summary>
internal static class PackedWorths
{
    private const int MostBits = 100;

    public static Int128[][] Nothing(Option[][] options) => Array.ConvertAll(options, candidate => new Int128[candidate.Length]);

    /// <summary>Null when the numbers are absurdly large.</summary>
    public static Int128[][]? Of(Option[][] options)
    {
        var all = options.SelectMany(candidate => candidate).Select(option => option.Worth).ToArray();
        var packed = Nothing(options);
        var (kept, bits) = (new List<(int Part, long Unit)>(), 0);
        for (var part = 0; part < Worth.Parts; part++)
        {
            var unit = all.Aggregate(0L, (unit, worth) => OptionProblem.Gcd(unit, worth[part]));
            if (unit == 0 || kept.Exists(other => Array.TrueForAll(all, worth => worth[part] / unit == worth[other.Part] / other.Unit)))
                continue;
            kept.Add((part, unit));
            var most = options.Sum(candidate => candidate.Length == 0 ? 0 : candidate.Max(option => option.Worth[part] / unit));
            var room = 64 - BitOperations.LeadingZeroCount((ulong)most);
            bits += room;
            if (bits > MostBits)
                return null;
            for (var i = 0; i < options.Length; i++)
            {
                for (var j = 0; j < options[i].Length; j++)
                    packed[i][j] = (packed[i][j] << room) + (options[i][j].Worth[part] / unit);
            }
        }

        return packed;
    }
}
