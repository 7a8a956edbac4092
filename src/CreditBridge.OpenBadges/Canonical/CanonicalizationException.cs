namespace CreditBridge.OpenBadges;

/// <summary>A document has no canonical form that could be found; the message is a sentence for people.</summary>
/// <param name="reason">One of <see cref="Reasons"/>.</param>
public sealed class CanonicalizationException(string reason, string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    public string Reason { get; } = reason;
}
