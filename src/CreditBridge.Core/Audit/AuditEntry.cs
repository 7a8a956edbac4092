using CreditBridge.Core.Access;

namespace CreditBridge.Core.Audit;

/// <summary>Who did what, when, from which state to which, and why: appended in the transaction of the action itself, never changed.</summary>
public sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTime At { get; init; }
    public required string ActorName { get; init; }
    public Role? ActorRole { get; init; }
    public Guid? ActorUserId { get; init; }
    public required string Action { get; init; }
    public required string SubjectType { get; init; }
    public required Guid SubjectId { get; init; }

    [LongText]
    public string? Before { get; init; }

    [LongText]
    public string? After { get; init; }

    [LongText]
    public string? Why { get; init; }

    public static AuditEntry Of(Actor actor, DateTime at, string action, string subjectType, Guid subjectId, string? before = null, string? after = null, string? why = null) => new()
    {
        At = at,
        ActorName = actor.Name,
        ActorRole = actor.Role,
        ActorUserId = actor.UserId,
        Action = action,
        SubjectType = subjectType,
        SubjectId = subjectId,
        Before = before,
        After = after,
        Why = why,
    };
}
