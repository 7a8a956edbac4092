using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Requests;

/// <summary>By when a request of this population is answered.</summary>
public sealed class Promise
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Unique.</summary>
    public required Population Population { get; init; }
    public required int Length { get; set; }
    public required PromiseUnit Unit { get; set; }
}
