using CreditBridge.Core.Catalog;
using System.Text.Json.Serialization;

namespace CreditBridge.Core.Rules;

/// <summary>One line of what a rule gives.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CourseCredit), "course")]
[JsonDerivedType(typeof(ChoiceOf), "choice")]
[JsonDerivedType(typeof(ElectiveCredit), "elective")]
[JsonDerivedType(typeof(BlockCredit), "block")]
[JsonDerivedType(typeof(Exemption), "exemption")]
[JsonDerivedType(typeof(NoCredit), "noCredit")]
public abstract record CreditAward
{
    private protected CreditAward(string lineId) => LineId = lineId;

    /// <summary>Stays the same across the versions of a rule: the key of a grant line is made from it.</summary>
    public string LineId { get; init; }

    /// <summary>The grade code that the transcript shows, for example 'TR'.</summary>
    public string? GradeCode { get; init; }
}

/// <param name="Course">Subject and number, 'MATH 1431'.</param>
/// <param name="Credits">Empty: as the catalogue says.</param>
public sealed record CourseCredit(string LineId, string Course, decimal? Credits = null, CreditConversion? Conversion = null) : CreditAward(LineId);

/// <summary>'ART 105 or ART 106': the learner or an evaluator picks one. The options are course, elective or block lines.</summary>
public sealed record ChoiceOf(string LineId, IReadOnlyList<CreditAward> Lines) : CreditAward(LineId);

/// <param name="Subject">Empty: free elective credit. Always written: the reader demands it.</param>
/// <param name="Placeholder">The catalogue's placeholder that the credit is posted on ('BUSN 1---'); it may be earned many times.</param>
public sealed record ElectiveCredit(
    string LineId, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Subject, CourseLevel Level, decimal Credits, string? Placeholder = null, CreditConversion? Conversion = null) : CreditAward(LineId);

/// <summary>Several courses for one total that is not allotted to the single courses.</summary>
public sealed record BlockCredit(
    string LineId, IReadOnlyList<string> Courses, decimal TotalCredits, CreditConversion? Conversion = null) : CreditAward(LineId);

/// <summary>The course need not be taken; no credit is given for it.</summary>
public sealed record Exemption(string LineId, string Course) : CreditAward(LineId);

/// <summary>What the requirement names gives no credit, by this rule or any other. Stands alone in its rule.</summary>
public sealed record NoCredit(string LineId, string Reason) : CreditAward(LineId);

/// <summary>How the credits of a line become credits of this institution: credits × factor, to three places.</summary>
/// <param name="Name">Shown to the learner: 'quarter to semester', 'ECTS', 'hours'.</param>
public sealed record CreditConversion(string Name, decimal Factor);
