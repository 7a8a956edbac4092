using System.Globalization;

namespace CreditBridge.Core.Partners;

/// <summary>One of the eleven mandatory elements of Council Recommendation 2022/C 243/02 on micro-credentials, and what is stated for it.</summary>
/// <param name="Value">Null: nobody states it.</param>
/// <param name="IsOfCredential">Each credential has its own.</param>
public sealed record StatedElement(string Name, string? Value, bool IsOfCredential = false)
{
    public bool IsStated => IsOfCredential || Value is not null;

    public static IReadOnlyList<StatedElement> Of(Achievement achievement, Partner partner) =>
    [
        new("Identification of the learner", null, IsOfCredential: true),
        new("Title of the micro-credential", Text(achievement.Name)),
        new("Country or region of the issuer", Text(achievement.Country) ?? Text(partner.Country)),
        new("Awarding body", Text(achievement.AwardingBody) ?? Text(partner.Name)),
        new("Date of issuing", null, IsOfCredential: true),
        new("Learning outcomes", Text(achievement.LearningOutcomes)),
        new("Workload needed to achieve the outcomes", achievement.Hours is { } hours ? $"{hours.ToString("0.###", CultureInfo.InvariantCulture)} hours" : null),
        new("Level of the learning experience", Text(achievement.Level)),
        new("Type of assessment", Text(achievement.AssessmentType)),
        new("Form of participation", Text(achievement.Participation)),
        new("Type of quality assurance", Text(achievement.QualityAssurance)),
    ];

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
