namespace CreditBridge.Core.Credentials;

public enum CredentialFormat
{
    Csv,
    Ndjson,
    OpenBadges,

    /// <summary>A record of a partner's API, as its connector read it.</summary>
    Record,
}
