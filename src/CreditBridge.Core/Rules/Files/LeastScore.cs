using System.Globalization;

namespace CreditBridge.Core.Rules;

/// <summary>A minimum as registrars write it, '4', '70%', 'B+', 'Intermediate Mid', and the band that it begins.</summary>
internal static class LeastScore
{
    public const string Actfl = "ACTFL";

    /// <summary>The levels of the American Council on the Teaching of Foreign Languages, lowest first.</summary>
    public static readonly IReadOnlyList<string> ActflLevels =
    [
        "Novice Low", "Novice Mid", "Novice High", "Intermediate Low", "Intermediate Mid", "Intermediate High",
        "Advanced Low", "Advanced Mid", "Advanced High", "Superior", "Distinguished",
    ];

    /// <returns>Null when nothing is asked.</returns>
    /// <exception cref="FormatException">It is no result that a credential can show.</exception>
    public static ResultCondition? Parse(string text)
    {
        if (text.Length == 0)
            return null;
        if (Number(text) is { } points)
            return new PointsResult(Least: points);
        if (text.EndsWith('%') && Number(text[..^1].TrimEnd()) is { } percent)
            return new PercentResult(Least: percent);
        if (ActflLevels.FirstOrDefault(level => level.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } level)
            return new LevelResult(Actfl, ActflLevels, Least: level);
        if (LetterGrade.Rank(text) >= 0)
            return new LetterResult(Least: text.ToUpperInvariant());
        if (text.Equals("pass", StringComparison.OrdinalIgnoreCase))
            return new PassResult();
        throw new FormatException($"The minimum '{text}' is no result on a scale: a number, a percentage, a letter, 'pass' or a level such as 'Intermediate Mid' is.");
    }

    /// <summary>Ends the band where the next begins: a higher result then earns what the higher band gives, and nothing of this one.</summary>
    /// <param name="others">Every minimum for the same credential.</param>
    public static ResultCondition? Close(ResultCondition? band, IEnumerable<ResultCondition?> others) => band switch
    {
        PointsResult points => points with { Below = Next(others.OfType<PointsResult>().Select(other => other.Least), points.Least) },
        PercentResult percent => percent with { Below = Next(others.OfType<PercentResult>().Select(other => other.Least), percent.Least) },
        LevelResult levels => levels with
        {
            Most = Next(others.OfType<LevelResult>().Select(other => (decimal?)Place(other.Least)), Place(levels.Least)) is { } next ? levels.Levels[(int)next - 1] : null,
        },
        _ => band,
    };

    private static decimal? Next(IEnumerable<decimal?> minima, decimal? own) => minima.Where(other => other > own).Min();

    private static int Place(string? level) => ActflLevels.ToList().FindIndex(other => other.Equals(level, StringComparison.OrdinalIgnoreCase));

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
