namespace CreditBridge.Core.Requests;

/// <summary>Why credit was considered for a learner, and who decided. Every grant has one, whether a learner asked or the night found it.</summary>
public sealed class CreditRequest
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What people say on the telephone, such as <c>R-2026-000123</c>.</summary>
    public required string Number { get; init; }
    public required Guid LearnerId { get; init; }
    public required RequestOrigin Origin { get; init; }
    public Guid? NightRunId { get; init; }
    public required DateTime OpenedAt { get; init; }
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Set by each decision and each added line, so that two people deciding lines at once are seen by the concurrency check.</summary>
    public DateTime? ChangedAt { get; set; }
    public RequestState State { get; private set; } = RequestState.Draft;
    public int Version { get; set; }
    public List<RequestLine> Lines { get; } = [];

    /// <exception cref="IllegalMoveException">The state machine does not list the move.</exception>
    public void Submit() => MoveTo(RequestState.Submitted);

    /// <summary>Decides one line; the last line decided decides the request.</summary>
    /// <exception cref="IllegalMoveException">The line is decided already, or the request is closed.</exception>
    internal void Decide(RequestLine line, LineDecision decision)
    {
        line.DemandOpen();
        if (State is RequestState.Submitted)
            MoveTo(RequestState.InEvaluation);
        if (State is not RequestState.InEvaluation and not RequestState.WithFaculty)
            throw new IllegalMoveException($"Request {Number} is {State}: its lines cannot be decided.");
        line.Decide(decision);
        ChangedAt = decision.At;
        if (Lines.All(other => other.State != LineState.Open))
        {
            MoveTo(RequestState.Decided);
            DecidedAt = decision.At;
        }
    }

    public static bool CanMove(RequestState from, RequestState to) => (from, to) switch
    {
        (RequestState.Draft, RequestState.Submitted or RequestState.Withdrawn) => true,
        (RequestState.Submitted, RequestState.InEvaluation or RequestState.Withdrawn) => true,
        (RequestState.InEvaluation, RequestState.MoreInformation or RequestState.WithFaculty or RequestState.Decided or RequestState.Withdrawn) => true,
        (RequestState.MoreInformation, RequestState.InEvaluation or RequestState.Withdrawn) => true,
        (RequestState.WithFaculty, RequestState.InEvaluation or RequestState.Decided or RequestState.Withdrawn) => true,
        (RequestState.Decided, RequestState.Appealed) => true,
        (RequestState.Appealed, RequestState.Decided) => true,
        _ => false,
    };

    internal void MoveTo(RequestState next)
    {
        if (!CanMove(State, next))
            throw IllegalMoveException.For($"Request {Number}", State, next);
        State = next;
    }
}
