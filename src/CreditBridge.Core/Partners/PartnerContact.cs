namespace CreditBridge.Core.Partners;

/// <param name="For">What they are asked about: the agreement, outages, quality.</param>
public sealed record PartnerContact(string Name, string For, string Email, string? Phone = null);
