using CreditBridge.Core.Requests;
using Microsoft.Extensions.Localization;

namespace CreditBridge.Web.Languages;

/// <summary>What a page puts together from several words, in its language.</summary>
internal static class Speech
{
    public static string Credits(this IStringLocalizer words, decimal credits) => credits == 1 ? words["1 credit"] : words["{0} credits", $"{credits:0.###}"];

    /// <summary>As <see cref="AwardWords"/> says it in English.</summary>
    public static string Award(this IStringLocalizer words, AwardKind kind, string? course, string? electiveSubject, string level, IReadOnlyList<AwardOption>? options = null) => (kind, course ?? electiveSubject) switch
    {
        (AwardKind.Exemption, _) => words["Exemption from {0}", course ?? ""],
        (AwardKind.Elective, { } subject) => words["{0} elective, {1} level", subject, words[level.ToLowerInvariant()]],
        (AwardKind.Elective, _) => words["elective, {0} level", words[level.ToLowerInvariant()]],
        _ when course is not null => course,
        _ when options is { Count: > 0 } => string.Join($" {words["or"]} ", options.Select(option => words.Award(option.Kind, option.CourseCode, option.ElectiveSubject, option.CourseLevel))),
        _ => words["{0} level credit", PageDates.IsSpanish ? words[level.ToLowerInvariant()] : level],
    };
}
