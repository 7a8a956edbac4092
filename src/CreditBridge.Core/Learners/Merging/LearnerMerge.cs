namespace CreditBridge.Core.Learners;

/// <summary>Two records that are one person, made one; and what was moved, so that it can be undone.</summary>
public sealed class LearnerMerge
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid KeptId { get; init; }
    public required Guid MergedId { get; init; }

    [LongText]
    public required string Why { get; init; }
    public required string MadeBy { get; init; }
    public required DateTime MadeAt { get; init; }

    /// <summary>The rows that changed hands, with what was released because the kept learner holds it already.</summary>
    public required List<MovedRow> Moved { get; init; }
    public string? UndoneBy { get; private set; }
    public DateTime? UndoneAt { get; private set; }
    public int Version { get; set; }

    /// <exception cref="IllegalMoveException">It was undone already.</exception>
    public void Undo(string by, DateTime at)
    {
        if (UndoneAt is not null)
            throw new IllegalMoveException($"{UndoneBy} undid this merge already.");
        (UndoneBy, UndoneAt) = (by, at);
    }
}

/// <param name="Kind">The entity's name, such as <c>Credential</c>.</param>
/// <param name="Released">The held key that was given up, where the kept learner holds the same.</param>
public sealed record MovedRow(string Kind, Guid Id, string? Released = null);
