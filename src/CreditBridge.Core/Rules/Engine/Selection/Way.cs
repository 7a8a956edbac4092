using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>One way to meet a rule's requirement. Two that use the same keys and are alike in what is compared are equal.</summary>
/// <param name="chosen">For each leaf the credential that meets it, or -1.</param>
/// <param name="keys">What the way uses up of that which others want too, sorted.</param>
/// <param name="partners">The partners' caps it counts towards, a bit each.</param>
internal sealed class Way(int[] chosen, int[] keys, bool isSpecific, bool isClean, Assurance assurance, int partners) : IEquatable<Way>
{
    public int[] Chosen => chosen;

    public int[] Keys => keys;

    /// <summary>No part of it rests on a pattern.</summary>
    public bool IsSpecific => isSpecific;

    /// <summary>None of its credentials needs a person.</summary>
    public bool IsClean => isClean;

    /// <summary>That of its weakest credential.</summary>
    public Assurance Assurance => assurance;

    private int Partners => partners;

    public static Way Of(Attempt attempt, int[] chosen, Predicate<int> keysThatMatter, int partners)
    {
        var (specific, clean, assurance, keys) = (true, true, Assurance.Verified, new List<int>());
        for (var leaf = 0; leaf < chosen.Length; leaf++)
        {
            if (chosen[leaf] < 0)
                continue;
            var credential = attempt.View.Credentials[chosen[leaf]];
            specific &= attempt.Rule.Leaves[leaf].Pattern < 0;
            clean &= credential.IsClean;
            if (credential.Credential.Assurance < assurance)
                assurance = credential.Credential.Assurance;
            Add(credential.CredentialKey);
            if (!attempt.Rule.Repeatable)
                Add(credential.LearningKey);
        }

        keys.Sort();
        return new Way([.. chosen], [.. keys], specific, clean, assurance, partners);

        void Add(int key)
        {
            if (keysThatMatter(key) && !keys.Contains(key))
                keys.Add(key);
        }
    }

    public bool Equals(Way? other) =>
        other is not null && isSpecific == other.IsSpecific && isClean == other.IsClean && assurance == other.Assurance && partners == other.Partners && keys.AsSpan().SequenceEqual(other.Keys);

    public override bool Equals(object? obj) => Equals(obj as Way);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add((isSpecific, isClean, assurance, partners));
        foreach (var key in keys)
            hash.Add(key);
        return hash.ToHashCode();
    }
}
