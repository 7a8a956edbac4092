using CsvHelper;

namespace CreditBridge.Sis.FlatFile;

/// <summary>One line of a batch file; the header names the columns.</summary>
[CsvRecord]
internal sealed partial class BatchRow
{
    public required string Key { get; init; }
    public required string StudentNumber { get; init; }
    public required string Term { get; init; }
    public required string Kind { get; init; }
    public string? Course { get; init; }
    public string? ElectiveSubject { get; init; }
    public required string Level { get; init; }
    public required decimal Credits { get; init; }
    public string? Grade { get; init; }
    public required string Basis { get; init; }
    public required string Source { get; init; }
    public required string CredentialTitle { get; init; }
    public required DateOnly ApprovedOn { get; init; }

    /// <summary>The key of the row that this one takes back; empty: it grants.</summary>
    public string? Reverses { get; init; }

    public static BatchRow Of(CreditPosting posting) => new()
    {
        Key = posting.Key,
        StudentNumber = posting.StudentNumber,
        Term = posting.TermCode,
        Kind = posting.Kind,
        Course = posting.CourseCode,
        ElectiveSubject = posting.ElectiveSubject,
        Level = posting.Level,
        Credits = posting.Credits,
        Grade = posting.GradeCode,
        Basis = posting.Basis,
        Source = posting.SourceCode,
        CredentialTitle = posting.CredentialTitle,
        ApprovedOn = posting.ApprovedOn,
        Reverses = posting.Reverses?.Key,
    };
}
