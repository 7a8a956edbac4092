namespace CreditBridge.Core.Rules;

/// <summary>The letters A+ to D-, and F.</summary>
internal static class LetterGrade
{
    /// <summary>Higher is better; -1 for what is no letter ('P', 'TR').</summary>
    public static int Rank(string? grade)
    {
        var text = grade.AsSpan().Trim();
        if (text.Length is < 1 or > 2)
            return -1;
        var letter = char.ToUpperInvariant(text[0]);
        if (letter == 'F')
            return text.Length == 1 ? 0 : -1;
        if (letter is < 'A' or > 'D')
            return -1;
        var step = text.Length == 1 ? 0 : text[1] switch { '+' => 1, '-' or '−' => -1, _ => int.MinValue };
        return step == int.MinValue ? -1 : (3 * ('E' - letter)) + step;
    }
}
