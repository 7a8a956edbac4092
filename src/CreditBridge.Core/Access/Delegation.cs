namespace CreditBridge.Core.Access;

/// <summary>While somebody is away, another person of the same role acts for them: their department's requests and rules, their assigned requests. What is done is signed by who did it.</summary>
public sealed class Delegation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid FromUserId { get; init; }
    public required Guid ToUserId { get; init; }

    /// <summary>The first and the last local day, both inclusive.</summary>
    public required DateOnly FirstOn { get; init; }
    public required DateOnly LastOn { get; init; }
    public required string Reason { get; init; }
    public required string MadeBy { get; init; }
    public required DateTime MadeAt { get; init; }
    public DateTime? EndedAt { get; private set; }

    public bool IsInForce(DateOnly today) => EndedAt is null && FirstOn <= today && today <= LastOn;

    public void End(DateTime at) => EndedAt ??= at;
}
