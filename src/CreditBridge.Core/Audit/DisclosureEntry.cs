using CreditBridge.Core.Access;

namespace CreditBridge.Core.Audit;

/// <summary>A learner's record left the house: for the student system, a report, a partner, an employer (FERPA, 34 CFR 99.32).</summary>
public sealed class DisclosureEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid LearnerId { get; init; }
    public required DateTime At { get; init; }
    public required string Recipient { get; init; }
    public required string Purpose { get; init; }
    public required string What { get; init; }
    public required string ActorName { get; init; }

    public static DisclosureEntry Of(Guid learnerId, DateTime at, string recipient, string purpose, string what, Actor actor) =>
        new() { LearnerId = learnerId, At = at, Recipient = recipient, Purpose = purpose, What = what, ActorName = actor.Name };
}
