using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using CreditBridge.Jobs.Connectors.Folder;

namespace CreditBridge.Jobs.Connectors.ExamScores;

/// <summary>Where score files lie, and which of their columns say what: a column's name, its number, or with fixed widths its characters, such as 1-9.</summary>
internal sealed partial class ScoreSettings : FolderSettings
{
    [Display(Name = "Delimiter", Description = "One character, or the word tab; empty: the columns have fixed widths."), RegularExpression("tab|[^\\w\"]", ErrorMessage = "A delimiter is one character that is no letter and no digit, or the word tab.")]
    public string? Delimiter { get; set; } = ",";

    [Display(Name = "The first line names the columns")]
    public bool HasHeader { get; set; } = true;

    [Display(Name = "Student number", Description = "A name, a number counted from 1, or characters such as 1-9. Several are joined with a plus sign.")]
    public string? StudentNumber { get; set; }

    [Display(Name = "Name", Description = "Such as First name+Last name.")]
    public string? StudentName { get; set; }

    [Display(Name = "Birth date")]
    public string? BirthDate { get; set; }

    [Display(Name = "Exam code"), Required(ErrorMessage = "Write which column has the exam's code.")]
    public string Exam { get; set; } = "";

    [Display(Name = "Exam name")]
    public string? ExamName { get; set; }

    [Display(Name = "Score"), Required(ErrorMessage = "Write which column has the score.")]
    public string Score { get; set; } = "";

    [Display(Name = "Date of the exam"), Required(ErrorMessage = "Write which column has the exam's date.")]
    public string Date { get; set; } = "";

    [Display(Name = "Administration", Description = "Where one exam is given more than once on a day.")]
    public string? Administration { get; set; }

    [Display(Name = "How dates are written", Description = "Such as yyyy-MM-dd, MM/dd/yyyy, yyyyMMdd or MMddyy."), Required(ErrorMessage = "Write how dates are written.")]
    public string DateFormat { get; set; } = "yyyy-MM-dd";

    [Display(Name = "Scale", Description = "What rules ask for: percent, points, letter, pass, or the exam's own."), Required(ErrorMessage = "Write the scale of the scores."), StringLength(60, ErrorMessage = "At most 60 characters.")]
    public string Scale { get; set; } = "points";

    [Display(Name = "Highest score"), Range(1, 1_000_000, ErrorMessage = "The highest score is a number from 1 to 1,000,000.")]
    public int? HighestScore { get; set; }

    /// <summary>All columns in one text: with others, the same line is another content.</summary>
    internal string Mapping => string.Join("|", StudentNumber, StudentName, BirthDate, Exam, ExamName, Score, Date, Administration, DateFormat, Scale, HighestScore);

    /// <summary>The separator; null: fixed widths.</summary>
    public char? Separator => string.IsNullOrEmpty(Delimiter) ? null : Delimiter == "tab" ? '\t' : Delimiter[0];

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var problem in base.Validate(validationContext))
            yield return problem;
        if (string.IsNullOrWhiteSpace(StudentNumber) && string.IsNullOrWhiteSpace(StudentName))
            yield return new("Write which column has the student number, or the name.", [nameof(StudentNumber)]);
        foreach (var (name, column) in Columns().Where(column => !Parts(column.Column).All(IsColumn)))
            yield return new($"'{column}' is no column of a file {(Separator is null ? "with fixed widths: write its characters, such as 1-9" : "without a header: write its number, counted from 1")}.", [name]);
        if (!IsDate(DateFormat))
            yield return new($"'{DateFormat}' is no way to write a date: it needs yyyy or yy, MM and dd.", [nameof(DateFormat)]);
    }

    internal static string[] Parts(string column) => column.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The first and the last character of a fixed column, counted from 1; null: it is none.</summary>
    internal static (int First, int Last)? Span(string part) => Characters().Match(part) is { Success: true } match
        && int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is > 0 and var first
        && (match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : first) is var last && last >= first
        ? (first, last) : null;

    private bool IsColumn(string part) => Separator is null ? Span(part) is not null : HasHeader || (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0);

    private IEnumerable<(string Name, string Column)> Columns() => new (string, string?)[]
    {
        (nameof(StudentNumber), StudentNumber), (nameof(StudentName), StudentName), (nameof(BirthDate), BirthDate), (nameof(Exam), Exam), (nameof(ExamName), ExamName), (nameof(Score), Score),
        (nameof(Date), Date), (nameof(Administration), Administration),
    }.Where(column => !string.IsNullOrWhiteSpace(column.Item2)).Select(column => (column.Item1, column.Item2!));

    private static bool IsDate(string format)
    {
        var day = new DateOnly(2019, 11, 24);
        try
        {
            return DateOnly.TryParseExact(day.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read == day;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(\d{1,5})(?:-(\d{1,5}))?$")]
    private static partial Regex Characters();
}
