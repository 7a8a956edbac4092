using CsvHelper;

namespace CreditBridge.Sis.Workday;

/// <summary>
/// One line of a file for the Enterprise Interface Builder; the header has the names of the web service's fields. It is CSV and not a workbook because a
/// tenant's workbook template is generated there, for one version of the service, and cannot be made elsewhere; a CSV is taken by every inbound integration.
/// </summary>
[CsvRecord]
internal sealed partial class EibRow
{
    /// <summary>Before key K in a reference id, so that what came from us is known by it.</summary>
    internal const string Ours = "CREDITBRIDGE-";

    [CsvColumn("Student_Transfer_Credit_ID")]
    public required string Reference { get; init; }

    [CsvColumn("Student_ID")]
    public required string Student { get; init; }

    [CsvColumn("Academic_Period_ID")]
    public required string Period { get; init; }

    [CsvColumn("Course_Subject_ID")]
    public string? Subject { get; init; }

    [CsvColumn("Course_Number")]
    public string? Number { get; init; }

    [CsvColumn("Academic_Level_ID")]
    public required string Level { get; init; }

    [CsvColumn("Units")]
    public required decimal Units { get; init; }

    [CsvColumn("Student_Grade_ID")]
    public string? Grade { get; init; }

    [CsvColumn("Credit_Kind")]
    public required string Kind { get; init; }

    [CsvColumn("Credit_Basis")]
    public required string Basis { get; init; }

    [CsvColumn("External_Institution_ID")]
    public required string Source { get; init; }

    [CsvColumn("External_Title")]
    public required string Title { get; init; }

    [CsvColumn("Award_Date")]
    public required DateOnly AwardedOn { get; init; }

    public static EibRow Of(CreditPosting posting)
    {
        var (subject, number) = CourseCode.Split(posting);
        return new()
        {
            Reference = Ours + posting.Key,
            Student = posting.StudentNumber,
            Period = posting.TermCode,
            Subject = subject,
            Number = number,
            Level = posting.Level,
            Units = posting.Credits,
            Grade = posting.GradeCode,
            Kind = posting.Kind,
            Basis = posting.Basis,
            Source = posting.SourceCode,
            Title = posting.CredentialTitle,
            AwardedOn = posting.ApprovedOn,
        };
    }
}
