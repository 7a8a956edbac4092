namespace CreditBridge.Jobs.Settings;

public enum JobStorageKind
{
    InMemory,
    PostgreSql,
}
