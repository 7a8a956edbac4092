using CreditBridge.Web.Languages;

namespace CreditBridge.Web;

/// <summary>Instants as people at the institution read them: its own zone, with the abbreviation of that moment.</summary>
public sealed class InstitutionClock(Func<TimeZoneInfo> zoneNow)
{
    public DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zoneNow());

    /// <summary>'24 Nov 2026, 14:05 EST', the month in the page's language.</summary>
    public string Words(DateTime utc) => $"{Local(utc).ToString("d MMM yyyy, HH:mm", PageDates.Culture)} {Abbreviation(utc)}";

    /// <summary>
    /// .NET has no abbreviations of zones; these are the IANA database's for the zones universities most often sit in. Others are said as 'UTC+05:30',
    /// which nobody misreads.
    /// </summary>
    private string Abbreviation(DateTime utc)
    {
        var zone = zoneNow();
        var summer = zone.IsDaylightSavingTime(utc);
        return zone.Id switch
        {
            "UTC" or "Etc/UTC" => "UTC",
            "America/New_York" or "America/Toronto" or "America/Detroit" or "America/Indiana/Indianapolis" or "America/Kentucky/Louisville" => summer ? "EDT" : "EST",
            "America/Chicago" or "America/Winnipeg" => summer ? "CDT" : "CST",
            "America/Denver" or "America/Boise" or "America/Edmonton" => summer ? "MDT" : "MST",
            "America/Phoenix" => "MST",
            "America/Los_Angeles" or "America/Vancouver" => summer ? "PDT" : "PST",
            "America/Anchorage" => summer ? "AKDT" : "AKST",
            "Pacific/Honolulu" => "HST",
            "America/Puerto_Rico" => "AST",
            "America/Halifax" => summer ? "ADT" : "AST",
            "Europe/London" => summer ? "BST" : "GMT",
            "Europe/Paris" or "Europe/Berlin" or "Europe/Madrid" or "Europe/Rome" or "Europe/Amsterdam" or "Europe/Brussels" or "Europe/Vienna"
                or "Europe/Zurich" or "Europe/Stockholm" or "Europe/Oslo" or "Europe/Copenhagen" or "Europe/Prague" or "Europe/Warsaw" => summer ? "CEST" : "CET",
            "Europe/Athens" or "Europe/Helsinki" or "Europe/Bucharest" or "Europe/Kyiv" => summer ? "EEST" : "EET",
            _ => $"UTC{(zone.GetUtcOffset(utc) < TimeSpan.Zero ? "-" : "+")}{zone.GetUtcOffset(utc):hh\\:mm}",
        };
    }
}
