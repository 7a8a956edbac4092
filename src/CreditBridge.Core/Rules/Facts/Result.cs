namespace CreditBridge.Core.Rules;

/// <summary>One result of a credential on its scale: 82 of 100, 'B+', 'Intermediate Mid'.</summary>
/// <param name="Scale">One of the names here, or the name of an exam's own scale.</param>
/// <param name="Maximum">The most that could be reached, when known.</param>
/// <param name="Text">The letter, the level, or 'Pass'.</param>
public sealed record Result(string Scale, decimal? Value = null, decimal? Maximum = null, string? Text = null)
{
    public const string Percent = "percent";
    public const string Points = "points";
    public const string Letter = "letter";
    public const string Pass = "pass";
}
