namespace CreditBridge.Jobs.Demo.Data;

/// <summary>An achievement of achievements.json, with the scale its results are on.</summary>
/// <param name="Levels">The names of an ordered scale, lowest first.</param>
/// <param name="ValidMonths">How long a certification stands; empty: it does not expire.</param>
/// <param name="Source">The row of the facts it comes from (README.md here says whose they are).</param>
internal sealed record DemoAchievement(
    string Partner,
    string Id,
    string Name,
    IReadOnlyList<string> Skills,
    string Language,
    string AssessmentType,
    bool Supervised,
    bool IdentityChecked,
    string Scale,
    decimal? Maximum = null,
    IReadOnlyList<string>? Levels = null,
    decimal? Hours = null,
    string? Level = null,
    int? ValidMonths = null,
    string? SameLearning = null,
    string? Url = null,
    string? Source = null);
