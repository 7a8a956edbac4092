using CreditBridge.Core.Letters;

namespace CreditBridge.Web.Pages.Letters;

/// <summary>A letter as somebody invented would get it.</summary>
internal static class LetterSample
{
    /// <summary>The names a template may use, with what they are.</summary>
    public static readonly IReadOnlyDictionary<string, object> Values = new Dictionary<string, object>
    {
        ["learner"] = new Dictionary<string, object> { ["given_name"] = "Ada", ["name"] = "Ada Example", ["number"] = "N0001234" },
        ["request"] = new Dictionary<string, object> { ["number"] = "R-2026-0000123", ["promised_on"] = "24 Dec 2026", ["link"] = "https://credit.example.edu/my-requests/…", ["id"] = "…" },
        ["name"] = "Evan Evaluator",
        ["site"] = "https://credit.example.edu",
        ["link"] = "https://credit.example.edu/sign-in/link/…",
        ["credit"] = "COSC 1437, 4 credits",
        ["answer_by"] = "8 Dec 2026",
        ["due"] = "8 Dec 2026",
        ["answer"] = "(our answer)",
        ["question"] = "(the question)",
        ["note"] = "(what the office wrote)",
        ["department"] = "History",
        ["decisions"] = "COSC 1437: approved, 4 credits.",
        ["text"] = "(what the person here wrote)",
    };

    public static async Task<LetterText?> OfAsync(LetterText text, string institution)
    {
        var values = Values.ToDictionary();
        values["institution"] = new Dictionary<string, object> { ["name"] = institution };
        try
        {
            return text.Problem() is null ? await text.WithAsync(values) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
