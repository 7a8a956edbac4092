using CreditBridge.Core.Access;

namespace CreditBridge.Core.Reads;

/// <summary>One reading of the student system: catalogue, roster, transcripts. The row is the queue; whoever holds the lease works on it, and whoever comes after a crash begins it anew.</summary>
public sealed class SisRead
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTime RequestedAt { get; init; }

    /// <summary>Who asked; the night by itself.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Only looks what would change.</summary>
    public required bool IsDryRun { get; init; }
    public SisReadState State { get; private set; } = SisReadState.Requested;

    /// <summary>True while it waits or runs; a unique index on it makes cron, page and command at once one read.</summary>
    public bool? IsOpen { get; private set; } = true;
    public DateTime? EndedAt { get; private set; }
    public List<ReadTable> Tables { get; private set; } = [];

    /// <summary>Why it failed or is held, or what else should be known of it.</summary>
    [LongText]
    public string? Problem { get; private set; }

    /// <summary>Courses that would end, while it is held.</summary>
    public int Gone { get; private set; }

    /// <summary>How many courses may end, as a person has said.</summary>
    public int? ConfirmedGone { get; private set; }
    public string? ConfirmedBy { get; private set; }
    public string? LeaseOwner { get; set; }

    /// <summary>UTC, by the database's clock.</summary>
    public DateTime? LeaseUntil { get; set; }
    public int Fence { get; set; }
    public int Version { get; set; }

    /// <summary>A read that a dead worker left Running is begun anew.</summary>
    public void Begin()
    {
        if (State != SisReadState.Running)
            MoveTo(SisReadState.Running);
    }

    public void End(IReadOnlyList<ReadTable> tables, string? note, DateTime at)
    {
        MoveTo(SisReadState.Done);
        (Tables, Problem, EndedAt) = ([.. tables], note, at);
    }

    public void Fail(string problem, DateTime at)
    {
        MoveTo(SisReadState.Failed);
        (Problem, EndedAt) = (problem, at);
    }

    public void Hold(IReadOnlyList<ReadTable> tables, int gone, string problem, DateTime at)
    {
        MoveTo(SisReadState.Held);
        (Tables, Gone, Problem, EndedAt) = ([.. tables], gone, problem, at);
    }

    /// <summary>It is read anew, and no more courses than these may end.</summary>
    /// <exception cref="IllegalMoveException">It is not held, or for another number of courses.</exception>
    public void Confirm(int gone, Actor by)
    {
        if (State == SisReadState.Held && gone != Gone)
            throw new IllegalMoveException($"{Gone:N0} courses would end, not {gone:N0}. Look again, then confirm.");
        MoveTo(SisReadState.Requested);
        (ConfirmedGone, ConfirmedBy, EndedAt) = (gone, by.Name, null);
    }

    public static bool CanMove(SisReadState from, SisReadState to) => (from, to) switch
    {
        (SisReadState.Requested, SisReadState.Running) => true,
        (SisReadState.Running, SisReadState.Done or SisReadState.Failed or SisReadState.Held) => true,
        (SisReadState.Held, SisReadState.Requested) => true,
        _ => false,
    };

    private void MoveTo(SisReadState next)
    {
        if (!CanMove(State, next))
            throw IllegalMoveException.For("The read", State, next);
        State = next;
        IsOpen = next is SisReadState.Requested or SisReadState.Running ? true : null;
    }
}
