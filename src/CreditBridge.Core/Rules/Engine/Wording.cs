using System.Globalization;
using CreditBridge.Core.Catalog;

namespace CreditBridge.Core.Rules;

/// <summary>How numbers, days and lists read in a sentence.</summary>
internal static class Wording
{
    public static string Text(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>'24 Nov 2026'.</summary>
    public static string Text(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Name(CourseLevel level) => level switch
    {
        CourseLevel.Lower => "lower",
        CourseLevel.Upper => "upper",
        _ => "graduate",
    };

    public static string Name(Basis basis) => basis switch
    {
        Basis.FacultyReview => "faculty review",
        Basis.Ace => "ACE",
        Basis.Nccrs => "NCCRS",
        Basis.Exam => "exam",
        Basis.DepartmentalExam => "departmental exam",
        Basis.Portfolio => "portfolio",
        Basis.IndustryCertification => "industry certification",
        Basis.Agreement => "agreement",
        _ => "microcredential",
    };

    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    public static string Credits(decimal credits) => credits == 1 ? "1 credit" : $"{Text(credits)} credits";

    /// <summary>'a', 'a or b', 'a, b or c'.</summary>
    public static string List(IReadOnlyList<string> words, string last) => words.Count switch
    {
        0 => "",
        1 => words[0],
        _ => $"{string.Join(", ", words.Take(words.Count - 1))} {last} {words[^1]}",
    };
}
