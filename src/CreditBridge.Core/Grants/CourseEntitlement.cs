namespace CreditBridge.Core.Grants;

/// <summary>A course group a learner holds credit for through a grant line. Unique for a learner while it is held.</summary>
public sealed class CourseEntitlement
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid GrantLineId { get; init; }
    public required Guid LearnerId { get; init; }
    public required string CourseGroup { get; init; }

    /// <summary>The same text until the line is reversed, then null: the unique index is on this one.</summary>
    public string? HeldGroup { get; private set; }

    public static CourseEntitlement Of(Guid learnerId, string courseGroup) => new() { LearnerId = learnerId, CourseGroup = courseGroup, HeldGroup = courseGroup };

    public void Release() => HeldGroup = null;

    /// <summary>Held again, where a merge that had released it is undone.</summary>
    internal void Hold() => HeldGroup = CourseGroup;
}
