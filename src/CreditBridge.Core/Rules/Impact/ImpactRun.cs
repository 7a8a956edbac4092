namespace CreditBridge.Core.Rules;

/// <summary>A look ahead: what publishing a version would mean for every learner. A row is the queue: the job takes what is requested, in the order of asking.</summary>
public sealed class ImpactRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RuleVersionId { get; init; }

    /// <summary>The <see cref="RuleVersion.Version"/> looked at: a draft written since needs another look.</summary>
    public required int OfVersion { get; init; }
    public required string RequestedBy { get; init; }
    public required DateTime RequestedAt { get; init; }
    public ImpactState State { get; private set; } = ImpactState.Requested;
    public DateTime? StartedAt { get; private set; }
    public DateTime? EndedAt { get; private set; }

    /// <summary>Until when a worker holds it, by the database's clock; one that lapsed is begun again.</summary>
    public DateTime? LeaseUntil { get; set; }
    public int Total { get; set; }
    public int Done { get; set; }
    public int Gain { get; set; }
    public int Lose { get; set; }
    public int Change { get; set; }
    public int Same { get; set; }

    [LongText]
    public string? Problem { get; private set; }
    public int Version { get; set; }

    public static bool CanMove(ImpactState from, ImpactState to) => (from, to) switch
    {
        (ImpactState.Requested, ImpactState.Running or ImpactState.Failed) => true,
        (ImpactState.Running, ImpactState.Running or ImpactState.Completed or ImpactState.Failed) => true,
        _ => false,
    };

    /// <summary>Begins, or begins again after a worker was lost.</summary>
    public void Begin(DateTime at, int total)
    {
        MoveTo(ImpactState.Running);
        (StartedAt, Total, Done, Gain, Lose, Change, Same) = (at, total, 0, 0, 0, 0, 0);
    }

    public void Complete(DateTime at)
    {
        MoveTo(ImpactState.Completed);
        (EndedAt, LeaseUntil) = (at, null);
    }

    public void Fail(DateTime at, string problem)
    {
        MoveTo(ImpactState.Failed);
        (EndedAt, LeaseUntil, Problem) = (at, null, problem);
    }

    private void MoveTo(ImpactState next)
    {
        if (!CanMove(State, next))
            throw IllegalMoveException.For("The look ahead", State, next);
        State = next;
    }
}
