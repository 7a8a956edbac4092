using System.Globalization;
using CreditBridge.Core.Catalog;

namespace CreditBridge.Core.Rules;

/// <summary>How numbers, days and lists read in a sentence.</summary>
internal static class Wording
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static string Text(decimal number) => number is >= 0 and <= 1_000_000 && decimal.IsInteger(number)
        ? ((int)number).ToString(CultureInfo.InvariantCulture)
        : number.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>'24 Nov 2026'.</summary>
    public static string Text(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {Months[day.Month - 1]} {day.Year}");

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
