namespace CreditBridge.Core.Catalog;

/// <summary>The one institution of this database. Its code is part of every posting key, so it never changes.</summary>
public sealed class Institution
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Code { get; init; }
    public required string Name { get; set; }

    /// <summary>IANA time zone: dates, limits and the night are in it.</summary>
    public required string TimeZone { get; set; }
    public bool IsDemo { get; init; }

    /// <summary>A one-person office: who wrote a rule may approve it, with a reason; such a rule never leads to automatic grants.</summary>
    public bool AllowsSelfApproval { get; set; }

    /// <summary>Days a learner has to answer an offer of credit; 0: credit is accepted as it is granted.</summary>
    public int OfferDays { get; set; }

    /// <summary>What an unanswered offer becomes: accepted, or else lapsed.</summary>
    public bool SilenceAccepts { get; set; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The local date of an instant (UTC).</summary>
    public DateOnly LocalDate(DateTime instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(instant, Zone));

    /// <summary>The first instant of a local day, in UTC: where daylight saving begins at midnight, that is one o'clock.</summary>
    public DateTime StartOf(DateOnly day) => StartOf(day, Zone);

    internal static DateTime StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = (day < DateOnly.MinValue.AddDays(2) ? DateOnly.MinValue.AddDays(2) : day).ToDateTime(TimeOnly.MinValue);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, zone);
    }
}
