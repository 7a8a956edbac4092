using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors.Register;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>A connection beside the connector's own settings, as the form takes it.</summary>
internal sealed class ConnectionInput
{
    [Required(ErrorMessage = "Write the partner's name."), StringLength(200, ErrorMessage = "At most 200 characters.")]
    public string Name { get; set; } = "";

    [RegularExpression("[A-Za-z]{2}", ErrorMessage = "Write the two letters of the country, such as US.")]
    public string? Country { get; set; }

    [Range(0, 720, ErrorMessage = "From 0 to 720 hours.")]
    public int OverlapHours { get; set; } = 48;

    [Range(1, 90, ErrorMessage = "From 1 to 90 days.")]
    public int SweepDays { get; set; } = 7;

    public bool SendsStudentNumbers { get; set; }

    public bool IsPaused { get; set; }

    [Range(1, 120, ErrorMessage = "From 1 to 120 seconds.")]
    public int AttemptSeconds { get; set; }

    [Range(1, 600, ErrorMessage = "From 1 to 600 seconds.")]
    public int TotalSeconds { get; set; }

    [Range(0, 10, ErrorMessage = "From 0 to 10.")]
    public int Retries { get; set; }

    [Range(1, 20, ErrorMessage = "From 1 to 20.")]
    public int AtOnce { get; set; }

    [Range(1, 100_000, ErrorMessage = "From 1 to 100,000.")]
    public int Calls { get; set; }

    [Range(1, 86_400, ErrorMessage = "From 1 to 86,400 seconds.")]
    public int PerSeconds { get; set; }

    [Range(2, 1_000, ErrorMessage = "From 2 to 1,000.")]
    public int BreakAfter { get; set; }

    [Range(1, 3_600, ErrorMessage = "From 1 to 3,600 seconds.")]
    public int BreakSeconds { get; set; }

    /// <summary>The row's, as it was shown.</summary>
    public int Version { get; set; }

    public static ConnectionInput Of(PartnerEntry entry, int version) => new()
    {
        Name = entry.Name,
        Country = entry.Country,
        OverlapHours = entry.OverlapHours,
        SweepDays = entry.SweepDays,
        SendsStudentNumbers = entry.SendsStudentNumbers,
        IsPaused = entry.IsPaused,
        AttemptSeconds = entry.Limits.AttemptSeconds,
        TotalSeconds = entry.Limits.TotalSeconds,
        Retries = entry.Limits.Retries,
        AtOnce = entry.Limits.AtOnce,
        Calls = entry.Limits.Calls,
        PerSeconds = entry.Limits.PerSeconds,
        BreakAfter = entry.Limits.BreakAfter,
        BreakSeconds = entry.Limits.BreakSeconds,
        Version = version,
    };

    public PartnerEntry ToEntry() => new(
        Name.Trim(), Country?.ToUpperInvariant(), new WireLimits(AttemptSeconds, TotalSeconds, Retries, AtOnce, Calls, PerSeconds, BreakAfter, BreakSeconds), OverlapHours, SweepDays, SendsStudentNumbers, IsPaused);
}
