namespace CreditBridge.Sis;

/// <summary>Subject and number of the course that was awarded; of elective credit without a course, the subject.</summary>
internal static class CourseCode
{
    public static (string? Subject, string? Number) Split(CreditPosting posting)
    {
        if (string.IsNullOrWhiteSpace(posting.CourseCode))
            return (posting.ElectiveSubject, null);
        var code = posting.CourseCode.Trim();
        return code.LastIndexOf(' ') is var at and > 0 ? (code[..at].TrimEnd(), code[(at + 1)..]) : (posting.ElectiveSubject, code);
    }
}
