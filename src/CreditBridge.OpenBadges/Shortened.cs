namespace CreditBridge.OpenBadges;

/// <summary>Text from outside, short enough to stand in a sentence.</summary>
internal static class Shortened
{
    public static string Of(string text) => text.Length <= 120 ? text : $"{text[..120]}…";
}
