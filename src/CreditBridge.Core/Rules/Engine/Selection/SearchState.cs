namespace CreditBridge.Core.Rules;

/// <summary>All that the rest of a search depends on: the depth, what is used of that which later candidates want, what is owed, what is left of the caps.</summary>
internal readonly struct SearchState(ulong[] words) : IEquatable<SearchState>
{
    private readonly ulong[] _words = words;

    public bool Equals(SearchState other) => _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => obj is SearchState other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_words.AsSpan()));
        return hash.ToHashCode();
    }
}
