using System.Text;

namespace CreditBridge.Sis;

/// <summary>What another system says, made fit for a sentence of ours: one line, bounded, without control characters.</summary>
internal static class Words
{
    private const int Most = 300;

    /// <param name="otherwise">Said where nothing is said.</param>
    public static string Of(string? text, string otherwise = "", int most = Most)
    {
        var plain = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (plain.Length >= most)
                return plain.Append('…').ToString();
            plain.Append(Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF or 0x2028 or 0x2029 ? " " : rune.ToString());
        }

        return plain.ToString().Trim() is { Length: > 0 } said ? said : otherwise;
    }
}
