using System.Globalization;

namespace CreditBridge.Web.Languages;

/// <summary>Dates as a page says them: '24 Nov 2026', in Spanish '24 nov 2026'. Only the month's name follows the page's language.</summary>
internal static class PageDates
{
    /// <summary>Never for numbers, and never to read what was sent.</summary>
    public static CultureInfo Culture => IsSpanish ? CultureInfo.CurrentUICulture : CultureInfo.InvariantCulture;

    public static bool IsSpanish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es";

    public static string Day(DateOnly on) => on.ToString("d MMM yyyy", Culture);
}
