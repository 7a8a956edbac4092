namespace CreditBridge.Sis;

/// <summary>A posting as the student system holds it.</summary>
/// <param name="Key">As <see cref="ISisAdapter.KeyOf"/> makes it.</param>
/// <param name="Difference">It holds something else than was awarded, in one sentence.</param>
/// <param name="IsAwaited">Handed over, and not answered yet: it is there, and must never be sent again.</param>
/// <param name="Rejection">Why the student system refused it, or null.</param>
public sealed record SisEntry(string Key, string Reference, string StudentNumber, decimal Credits, string? Rejection = null, bool IsAwaited = false, string? Difference = null)
{
    /// <summary>The key of the entry that this one takes back; null: it is credit.</summary>
    public string? Reverses { get; init; }
}
