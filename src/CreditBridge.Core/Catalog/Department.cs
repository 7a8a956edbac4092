namespace CreditBridge.Core.Catalog;

public sealed class Department
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Code { get; init; }
    public required string Name { get; set; }
}
