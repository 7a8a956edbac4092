namespace CreditBridge.Core.Credentials.Intake;

/// <summary>One pull from one partner. Read is always new + changed + unchanged + duplicate + quarantined: the numbers are committed with the rows they count.</summary>
public sealed class SyncRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PartnerId { get; init; }
    public Guid? NightRunId { get; init; }
    public required DateTime StartedAt { get; init; }
    public DateTime? EndedAt { get; private set; }
    public SyncRunState State { get; private set; } = SyncRunState.Running;
    public int New { get; set; }
    public int Changed { get; set; }
    public int Unchanged { get; set; }
    public int Duplicate { get; set; }
    public int Quarantined { get; set; }
    public int Matched { get; set; }
    public int Unmatched { get; set; }

    /// <summary>Where the pull stands, for people: file and record.</summary>

    [LongText]
    public string? Checkpoint { get; set; }

    /// <summary>Sentences about what was left alone or failed, one a line.</summary>
    [LongText]
    public string? Problems { get; private set; }
    public int Version { get; set; }

    public int Read => New + Changed + Unchanged + Duplicate + Quarantined;

    public void AddProblem(string sentence) => Problems = Problems is null ? sentence : $"{Problems}\n{sentence}";

    /// <summary>A night that was taken over tries a failed pull again, from its checkpoint and with its numbers.</summary>
    /// <exception cref="IllegalMoveException">The run has not failed.</exception>
    public void Resume()
    {
        if (State != SyncRunState.Failed)
            throw IllegalMoveException.For("The sync run", State, SyncRunState.Running);
        (State, EndedAt, Problems) = (SyncRunState.Running, null, null);
    }

    /// <exception cref="IllegalMoveException">The run has ended.</exception>
    public void End(SyncRunState state, DateTime at)
    {
        if (State != SyncRunState.Running || state == SyncRunState.Running)
            throw IllegalMoveException.For("The sync run", State, state);
        (State, EndedAt) = (state, at);
    }
}
