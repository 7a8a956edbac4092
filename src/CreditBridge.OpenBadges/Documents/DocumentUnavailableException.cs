namespace CreditBridge.OpenBadges;

/// <summary>A document could not be had; the message is a sentence for people.</summary>
/// <param name="isGone">The server says it was there and is no more (HTTP 410): for a hosted badge that is a revocation (Open Badges 2.0, 'Revoking').</param>
public sealed class DocumentUnavailableException(string sentence, bool isGone = false, Exception? inner = null) : Exception(sentence, inner)
{
    public bool IsGone { get; } = isGone;
}
