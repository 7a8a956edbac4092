using CreditBridge.Core.Partners;

namespace CreditBridge.Jobs.Connectors.Register;

/// <summary>What a person says of a partner's connection, beside the connector's own settings.</summary>
public sealed record PartnerEntry(string Name, string? Country, WireLimits Limits, int OverlapHours, int SweepDays, bool SendsStudentNumbers, bool IsPaused)
{
    public static PartnerEntry Of(Partner partner) => new(partner.Name, partner.Country, partner.Limits, partner.OverlapHours, partner.SweepDays, partner.SendsStudentNumbers, partner.IsPaused);

    public void Into(Partner partner) =>
        (partner.Name, partner.Country, partner.Limits, partner.OverlapHours, partner.SweepDays, partner.SendsStudentNumbers, partner.IsPaused) = (Name, Country, Limits, OverlapHours, SweepDays, SendsStudentNumbers, IsPaused);
}
