namespace CreditBridge.Core.Requests;

/// <summary>What a line of credit gives, in a few words.</summary>
public static class AwardWords
{
    public static string Of(AwardOption option) => Of(option.Kind, option.CourseCode, option.ElectiveSubject, option.CourseLevel);

    public static string Of(AwardKind kind, string? course, string? electiveSubject, string level, IReadOnlyList<AwardOption>? options = null) => kind switch
    {
        AwardKind.Exemption => $"Exemption from {course}",
        AwardKind.Elective => $"{(course is null ? electiveSubject : course)} elective, {level.ToLowerInvariant()} level".TrimStart(),
        _ when course is not null => course,
        _ when options is { Count: > 0 } => string.Join(" or ", options.Select(Of)),
        _ => $"{level} level credit",
    };
}
