namespace CreditBridge.Core.Catalog;

public sealed class Term
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required DateOnly StartsOn { get; set; }
    public required DateOnly EndsOn { get; set; }

    /// <summary>Credit is posted only into open terms; a closed one needs a person.</summary>
    public required bool IsOpen { get; set; }

    /// <summary>The first local day on which credit is posted into it; null: from the day it is open.</summary>
    public DateOnly? PostFrom { get; set; }

    /// <summary>The last local day on which credit is posted into it; null: until it is closed.</summary>
    public DateOnly? PostUntil { get; set; }

    /// <summary>Whether credit can be posted into it, now or later.</summary>
    public bool TakesCredit(DateOnly today) => IsOpen && (PostUntil is null || PostUntil >= today);
}
