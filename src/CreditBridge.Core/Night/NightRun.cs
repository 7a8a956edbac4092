
namespace CreditBridge.Core.Night;

/// <summary>
/// One night: pull, match, evaluate, post, reconcile. Whoever holds the lease works on it; after a crash the next one takes it over and goes on.
/// The numbers are committed with what they count.
/// </summary>
public sealed class NightRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The institution's local date it belongs to.</summary>
    public required DateOnly LocalOn { get; init; }
    public required NightTrigger Trigger { get; init; }
    public required string RequestedBy { get; init; }
    public required DateTime RequestedAt { get; init; }
    public DateTime? StartedAt { get; set; }
    public DateTime? EndedAt { get; set; }
    public NightState State { get; private set; } = NightState.Requested;
    public NightStep Step { get; set; }

    /// <summary>True while the night is open; a unique index on it makes cron, page and command at once one night.</summary>
    public bool? IsOpen { get; private set; } = true;
    public int Satisfied { get; set; }
    public int Granted { get; set; }
    public int Requested { get; set; }
    public int Blocked { get; set; }
    public int NotChosen { get; set; }
    public int AlreadyDecided { get; set; }
    public int Evaluated { get; set; }
    public int ToEvaluate { get; set; }
    public int Posted { get; set; }
    public int Rejected { get; set; }
    public int Unknown { get; set; }
    public int Differences { get; set; }

    /// <summary>Entries of the trail that were sealed while it was open.</summary>
    public int Sealed { get; set; }
    public int PeakMegabytes { get; set; }

    [LongText]
    public string? Problems { get; private set; }
    public string? LeaseOwner { get; set; }

    /// <summary>UTC, by the database's clock.</summary>
    public DateTime? LeaseUntil { get; set; }
    public int Fence { get; set; }

    public void AddProblem(string sentence) => Problems = Problems is null ? sentence : $"{Problems}\n{sentence}";

    /// <exception cref="IllegalMoveException">The state machine does not list the move.</exception>
    public void MoveTo(NightState next)
    {
        if (!CanMove(State, next))
            throw IllegalMoveException.For("The night", State, next);
        State = next;
        IsOpen = next is NightState.Requested or NightState.Running ? true : null;
    }

    public static bool CanMove(NightState from, NightState to) => (from, to) switch
    {
        (NightState.Requested, NightState.Running) => true,
        (NightState.Running, NightState.Completed or NightState.Failed) => true,
        _ => false,
    };
}
