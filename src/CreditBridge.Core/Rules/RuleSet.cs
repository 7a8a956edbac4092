namespace CreditBridge.Core.Rules;

/// <summary>The published rules of another institution, kept with their source. They grant nothing here unless the set is put into the book.</summary>
public sealed class RuleSet
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The institution that published them.</summary>
    public required string Name { get; init; }
    public string? SourceUrl { get; set; }

    /// <summary>Its published rules decide here, beside our own.</summary>
    public bool IsInBook { get; set; }
    public required DateTime ImportedAt { get; set; }
}
