using CreditBridge.Core.Access;

namespace CreditBridge.Core.Grants.Reconciliation;

/// <summary>One comparison of our ledger with the student system's, and who has looked at what it found.</summary>
public sealed class ReconciliationRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTime RequestedAt { get; init; }

    /// <summary>Who asked; the night by itself.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Null while it waits.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Postings of ours that were compared.</summary>
    public int Compared { get; private set; }
    public int OnlyHere { get; private set; }
    public int OnlyInStudentSystem { get; private set; }
    public int AmountsDiffer { get; private set; }

    /// <summary>Why it could not be done; then its numbers say nothing.</summary>
    [LongText]
    public string? Problem { get; private set; }
    public string? SignedOffBy { get; private set; }
    public DateTime? SignedOffAt { get; private set; }

    [LongText]
    public string? Note { get; private set; }
    public int Version { get; set; }

    public int Open => OnlyHere + OnlyInStudentSystem + AmountsDiffer;

    public void End(DateTime at, int compared, IReadOnlyCollection<DifferenceKind> open) => (EndedAt, Compared, OnlyHere, OnlyInStudentSystem, AmountsDiffer) =
        (at, compared, open.Count(kind => kind == DifferenceKind.OnlyHere), open.Count(kind => kind == DifferenceKind.OnlyInStudentSystem), open.Count(kind => kind == DifferenceKind.AmountsDiffer));

    public void Fail(DateTime at, string problem) => (EndedAt, Problem) = (at, problem);

    /// <exception cref="IllegalMoveException">It has not ended well, or somebody signed it off already.</exception>
    public void SignOff(Actor by, string? note, DateTime at)
    {
        if (EndedAt is null || Problem is not null)
            throw new IllegalMoveException("Only a comparison that ended well can be signed off.");
        if (SignedOffBy is { } earlier)
            throw new IllegalMoveException($"{earlier} signed it off already.");
        (SignedOffBy, SignedOffAt, Note) = (by.Name, at, note);
    }
}
