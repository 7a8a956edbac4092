namespace CreditBridge.Core.Data;

/// <summary>A row that one worker at a time works on. The fence rises with every new holder: what an older one still writes is refused.</summary>
public interface ILeased
{
    Guid Id { get; }
    string? LeaseOwner { get; }

    /// <summary>UTC, by the database's clock.</summary>
    DateTime? LeaseUntil { get; }
    int Fence { get; }
}
