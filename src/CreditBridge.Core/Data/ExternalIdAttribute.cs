namespace CreditBridge.Core.Data;

/// <summary>An id given by others: compared byte for byte on every database, whatever the database's own collation.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ExternalIdAttribute : Attribute
{
    /// <summary>SQL Server indexes at most 1,700 bytes: 800 characters and a Guid fit.</summary>
    public const int MostCharacters = 800;
}
