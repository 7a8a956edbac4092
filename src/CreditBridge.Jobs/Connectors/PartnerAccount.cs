using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors.Wire;

namespace CreditBridge.Jobs.Connectors;

/// <summary>A partner as its connector sees it: the row, the settings with their secrets, and the wire. Never logged, never shown.</summary>
public sealed class PartnerAccount(Partner partner, object settings, PartnerWire wire)
{
    public Partner Partner => partner;

    public PartnerWire Wire => wire;

    /// <summary>User names there that learners have confirmed, in ordinal order; only where the connector asks by user.</summary>
    public IReadOnlyList<string> Users { get; set; } = [];

    public T Settings<T>() => (T)settings;

    public override string ToString() => partner.Code;
}
