using CreditBridge.Jobs.Imports;

namespace CreditBridge.Web.Pages.Imports;

/// <summary>What can be imported, in words.</summary>
internal static class ImportWords
{
    public static string Title(string kind) => kind switch
    {
        ImportDesk.Rules => "Rules",
        "programs" => "Programmes",
        "learners" => "Learners (roster)",
        _ => char.ToUpperInvariant(kind[0]) + kind[1..],
    };

    public static string Hint(string kind) => kind switch
    {
        ImportDesk.Rules => "Our own rule sheet, or the columns of published equivalencies. They become drafts.",
        "terms" => "Code, name, first and last day, and whether credit may be posted into them.",
        "courses" => "Subject, number, title, credits, level, department.",
        "programs" => "Code, name, level, department, credits, and the courses they require.",
        "learners" => "Student number, names, standing, level; e-mail addresses count as confirmed.",
        _ => "Student number, course, term, state, grade, credits.",
    };
}
