namespace CreditBridge.Core.Rules;

/// <summary>One row of a rule sheet: an award line; the first row of a rule says all the rest of it.</summary>
/// <param name="Choice">The id of the choice that the line is an option of.</param>
/// <param name="IsWhole">The columns can't say this rule: the column 'definition' holds it whole.</param>
internal sealed record RuleSheetRow(string Code, string Seen, string State, string? SetName, RuleContent Content, bool IsFirst, CreditAward? Award, string? Choice, bool IsWhole)
{
    public RuleDefinition Definition => Content.Definition;

    /// <summary>What a row of the version it was exported from carries, so that a later edit is noticed.</summary>
    public static string SeenOf(RuleVersion version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{NumberOf(version)}{version.Version}");

    /// <summary>What it begins with, for every state of one version.</summary>
    public static string NumberOf(RuleVersion version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"v{version.Number}.");

    public Conditions? Conditions => (Definition.Requirement as Earned)?.Conditions;

    public AchievementSelector? Achievement => (Definition.Requirement as Earned)?.Selector as AchievementSelector;
}
