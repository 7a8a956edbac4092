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
}
