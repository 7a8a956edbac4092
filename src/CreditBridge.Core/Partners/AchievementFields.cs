using System.Globalization;

namespace CreditBridge.Core.Partners;

/// <summary>What a partner says of an achievement, field by field, for people.</summary>
public static class AchievementFields
{
    /// <returns>Label and value, null where the partner says nothing.</returns>
    public static IReadOnlyList<(string Label, string? Value)> Of(AchievementFacts facts) =>
    [
        ("Name", facts.Name),
        ("Description", facts.Description),
        ("Criteria", facts.Criteria),
        ("Learning outcomes", facts.LearningOutcomes),
        ("Hours", facts.Hours?.ToString("0.###", CultureInfo.InvariantCulture)),
        ("Level", facts.Level),
        ("Assessment", facts.AssessmentType),
        ("Supervised", Word(facts.Supervised)),
        ("Identity checked", Word(facts.IdentityChecked)),
        ("Language", facts.Language),
        ("Address", facts.Url),
        ("Country", facts.Country),
        ("Awarding body", facts.AwardingBody),
        ("Form of participation", facts.Participation),
        ("Quality assurance", facts.QualityAssurance),
        ("Skills", facts.Skills is { Count: > 0 } skills ? string.Join(", ", skills) : null),
    ];

    /// <summary>The fields that are another than before.</summary>
    public static IReadOnlyList<(string Label, string? Before, string? After)> Changed(AchievementFacts before, AchievementFacts after) =>
        [.. Of(before).Zip(Of(after), (was, now) => (was.Label, was.Value, now.Value)).Where(row => row.Item2 != row.Item3)];

    private static string? Word(bool? yes) => yes switch { true => "yes", false => "no", null => null };
}
