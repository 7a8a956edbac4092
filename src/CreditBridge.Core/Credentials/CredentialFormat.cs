namespace CreditBridge.Core.Credentials;

public enum CredentialFormat
{
    Csv,
    Ndjson,
    OpenBadges,
}
