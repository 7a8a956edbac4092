namespace CreditBridge.Core.Requests;

/// <summary>A day nobody works here.</summary>
public sealed class Holiday
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Local date; unique.</summary>
    public required DateOnly On { get; init; }
    public required string Name { get; set; }
}
