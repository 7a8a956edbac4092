namespace CreditBridge.Sis;

/// <summary>One line of granted credit as the student system needs it.</summary>
/// <param name="Key">Key K of the grant line: the same credit has the same key for ever.</param>
/// <param name="Kind"><c>Course</c>, <c>Elective</c>, <c>Exemption</c> (no credits) or <c>Block</c> (one total for several courses).</param>
/// <param name="CourseCode">'SUBJ NUM', the courses of a block with ' + ' between them, a placeholder or null for elective credit.</param>
/// <param name="Basis">Why the credit counts, such as <c>Exam</c> or <c>ACE</c>.</param>
/// <param name="Credits">Of a reversal those that are taken back, as a positive number.</param>
/// <param name="ApprovedOn">Local date of the institution.</param>
public sealed record CreditPosting(
    string Key,
    string StudentNumber,
    string TermCode,
    string Kind,
    string? CourseCode,
    string? ElectiveSubject,
    string Level,
    decimal Credits,
    string? GradeCode,
    string Basis,
    string SourceCode,
    string CredentialTitle,
    DateOnly ApprovedOn)
{
    /// <summary>The posting that this one takes back, with the student system's own reference to it; null: it is no reversal.</summary>
    public Reversed? Reverses { get; init; }

    public sealed record Reversed(string Key, string Reference);
}
