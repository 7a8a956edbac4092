using CreditBridge.Core.Night;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>One pull from one partner. Read is always new + changed + unchanged + duplicate + quarantined: the numbers are committed with the rows they count.</summary>
public sealed class SyncRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PartnerId { get; init; }
    public Guid? NightRunId { get; init; }
    public required DateTime StartedAt { get; init; }
    public DateTime? EndedAt { get; private set; }
    public SyncRunState State { get; private set; } = SyncRunState.Requested;

    /// <summary>True while it is open; a unique index with the partner makes cron, page and command at once one run.</summary>
    public bool? IsOpen { get; private set; } = true;
    public NightTrigger Trigger { get; init; }

    /// <summary>Who asked for it; null: the night.</summary>
    public string? RequestedBy { get; set; }

    /// <summary>It reads everything, not only what changed.</summary>
    public bool IsFull { get; set; }

    /// <summary>Somebody asked to stop it: it ends after the page it is at.</summary>
    public string? CancelledBy { get; private set; }

    /// <summary>When it goes on by itself (UTC): the source asked to wait, or an outage is given time.</summary>
    public DateTime? ResumeAt { get; private set; }

    /// <summary>Tries in a row that brought no page.</summary>
    public int Attempts { get; set; }

    /// <summary>Calls made, and those that were repeats of one that failed.</summary>
    public int Calls { get; set; }
    public int Retries { get; set; }

    /// <summary>The circuit and what is left of the budget, in words.</summary>
    public string? Wire { get; set; }

    /// <summary>Not at the source any more: flagged by a full sweep.</summary>
    public int Missing { get; set; }
    public string? LeaseOwner { get; set; }

    /// <summary>UTC, by the database's clock.</summary>
    public DateTime? LeaseUntil { get; set; }
    public int Fence { get; set; }
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

    /// <summary>A person replays quarantined records: there is nothing to wait for and nothing to go on with.</summary>
    public static SyncRun OfReplay(Guid partnerId, string by, DateTime at) =>
        new() { PartnerId = partnerId, StartedAt = at, EndedAt = at, State = SyncRunState.Completed, IsOpen = null, Trigger = NightTrigger.Page, RequestedBy = by };

    public void AddProblem(string sentence) => Problems = Problems is null ? sentence : $"{Problems}\n{sentence}";

    /// <exception cref="IllegalMoveException">The state machine does not list the move.</exception>
    public void Begin() => MoveTo(SyncRunState.Running);

    /// <summary>One that did not finish is tried again, from its checkpoint and with its numbers.</summary>
    /// <exception cref="IllegalMoveException">It is open, or it has finished.</exception>
    public void Resume()
    {
        MoveTo(SyncRunState.Requested);
        (EndedAt, Problems, ResumeAt, CancelledBy) = (null, null, null, null);
    }

    /// <summary>The source asked not to be called before then; the worker is free meanwhile.</summary>
    public void Wait(DateTime until, string why)
    {
        MoveTo(SyncRunState.Waiting);
        (ResumeAt, Problems) = (until, why);
    }

    /// <summary>Stops it where it stands: at once, or after its page when somebody works on it.</summary>
    /// <exception cref="IllegalMoveException">It has ended.</exception>
    public void Cancel(string by, DateTime at)
    {
        CancelledBy = by;
        if (State == SyncRunState.Running && IsOpen == true)
            return;
        End(SyncRunState.Cancelled, at);
    }

    /// <param name="resumeAt">For one that failed: when it is tried again by itself.</param>
    /// <exception cref="IllegalMoveException">The state machine does not list the move.</exception>
    public void End(SyncRunState state, DateTime at, DateTime? resumeAt = null)
    {
        MoveTo(state);
        (EndedAt, ResumeAt) = (at, resumeAt);
    }

    private void MoveTo(SyncRunState next)
    {
        if (!CanMove(State, next))
            throw IllegalMoveException.For("The sync run", State, next);
        State = next;
        IsOpen = next is SyncRunState.Requested or SyncRunState.Running or SyncRunState.Waiting ? true : null;
    }

    public static bool CanMove(SyncRunState from, SyncRunState to) => (from, to) switch
    {
        (SyncRunState.Requested, SyncRunState.Running or SyncRunState.Cancelled) => true,
        (SyncRunState.Running, SyncRunState.Completed or SyncRunState.Failed or SyncRunState.Waiting or SyncRunState.Cancelled) => true,
        (SyncRunState.Waiting, SyncRunState.Running or SyncRunState.Requested or SyncRunState.Cancelled) => true,
        (SyncRunState.Failed or SyncRunState.Cancelled, SyncRunState.Requested) => true,
        _ => false,
    };
}
