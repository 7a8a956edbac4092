using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>
/// What the institution allows beyond the single rule. One layer for now; the layers programme and partner, and their caps, belong here.
/// </summary>
/// <param name="ApprovedPartners">Codes of the partners whose quality review is Approved: only they lead to automatic grants.</param>
/// <param name="LeastAssurance">The least assurance for an automatic grant.</param>
/// <param name="Zone">The zone whose days count.</param>
public sealed record CreditPolicy(IReadOnlySet<string> ApprovedPartners, Assurance LeastAssurance, TimeZoneInfo Zone)
{
    /// <summary>The institution's day at an instant in UTC.</summary>
    public DateOnly DayOf(DateTime instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(instant, Zone));
}
