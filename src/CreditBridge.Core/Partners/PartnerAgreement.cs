namespace CreditBridge.Core.Partners;

/// <param name="File">Where it is kept: a file number, an address.</param>
/// <param name="RetainRawDays">Raw records are kept so many days; null: as long as the credential.</param>
public sealed record PartnerAgreement(string? File, DateOnly? From, DateOnly? Until, int? RetainRawDays)
{
    public static PartnerAgreement Of(Partner partner) => new(partner.Agreement, partner.AgreementFrom, partner.AgreementUntil, partner.RetainRawDays);

    public override string ToString() =>
        $"{File ?? "no file"}, from {Day(From)}, until {Day(Until)}, raw records {(RetainRawDays is { } days ? $"kept {days} days" : "kept as long as the credential")}";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "no date";
}
