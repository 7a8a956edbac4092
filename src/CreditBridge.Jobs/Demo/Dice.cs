using Bogus;

namespace CreditBridge.Jobs.Demo;

/// <summary>Chance of its own for each thing made, so that what is made depends on nothing made before it.</summary>
internal static class Dice
{
    public static Randomizer For(int seed, DiceKind kind, long number) => new((int)Hash(seed, kind, number));

    /// <summary>The same share of all numbers, always the same ones.</summary>
    public static bool Hits(double share, int seed, DiceKind kind, long number) => Hash(seed, kind, number) % 1_000_000 < share * 1_000_000;

    /// <summary>SplitMix64: the runtime's own hash codes differ from process to process.</summary>
    public static ulong Hash(int seed, DiceKind kind, long number)
    {
        var mixed = unchecked(((ulong)(uint)seed << 32 | (uint)kind) * 0x9E3779B97F4A7C15 + (ulong)number * 0xD1B54A32D192ED03);
        mixed = unchecked((mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ mixed >> 27) * 0x94D049BB133111EB);
        return mixed ^ mixed >> 31;
    }
}

internal enum DiceKind
{
    Learner,
    Transcript,
    HowMany,
    Credential,
    ExtraRule,
    ExtraCredential,
    Row,
    Change,
}
