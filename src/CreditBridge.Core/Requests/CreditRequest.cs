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
    public List<RequestEntry> Entries { get; } = [];
    public List<Attachment> Attachments { get; } = [];

    /// <summary>What the learner wrote when asking.</summary>
    [LongText]
    public string Statement { get; init; } = "";

    /// <summary>Made anew with each form, so that sending it twice asks once. Unique where set.</summary>
    public Guid? FormId { get; init; }

    /// <summary>Who looks at it: others see so, and leave it.</summary>
    public Guid? AssigneeId { get; private set; }

    /// <summary>The department whose faculty is asked, while <see cref="RequestState.WithFaculty"/>.</summary>
    public string? DepartmentCode { get; private set; }

    /// <summary>Since when it waits for whoever it waits for now (UTC).</summary>
    public DateTime? TurnBeganAt { get; private set; }

    /// <summary>By when whoever it waits for should act; local date.</summary>
    public DateOnly? TurnDueOn { get; private set; }

    /// <summary>By when the learner was promised an answer; local date. It rests while the learner is asked for more.</summary>
    public DateOnly? PromisedOn { get; set; }
    public DateTime? RemindedAt { get; set; }
    public DateTime? EscalatedAt { get; set; }
    public DateTime? AppealedAt { get; private set; }

    /// <summary>People of the staff who acted on it: none of them decides its appeal.</summary>
    public List<Guid> Participants { get; init; } = [];

    public bool IsClosed => State is RequestState.Decided or RequestState.Withdrawn;

    /// <summary>Decided after an appeal: that is the last word.</summary>
    public bool IsFinal => State == RequestState.Decided && AppealedAt is not null;

    /// <param name="dueOn">By when the office should act.</param>
    /// <exception cref="IllegalMoveException">The state machine does not list the move.</exception>
    public void Submit(DateTime at, DateOnly dueOn) => Turn(RequestState.Submitted, at, dueOn);

    /// <summary>Puts it into somebody's hands, or back into the queue.</summary>
    /// <exception cref="IllegalMoveException">The request is closed.</exception>
    public void Assign(Guid? userId)
    {
        if (IsClosed)
            throw new IllegalMoveException($"Request {Number} is {State}: nobody needs to look at it.");
        AssigneeId = userId;
    }

    /// <summary>Asks the learner for more.</summary>
    /// <exception cref="IllegalMoveException">It is not with the office.</exception>
    public void AskLearner(DateTime at, DateOnly dueOn)
    {
        Begin();
        Turn(RequestState.MoreInformation, at, dueOn);
    }

    /// <summary>The learner has answered: it is with the office again.</summary>
    /// <exception cref="IllegalMoveException">Nothing was asked.</exception>
    public void LearnerAnswered(DateTime at, DateOnly dueOn)
    {
        if (State != RequestState.MoreInformation)
            throw IllegalMoveException.For($"Request {Number}", State, RequestState.InEvaluation);
        // Days the learner took are not ours: the promise rested.
        PromisedOn = PromisedOn?.AddDays((at - TurnBeganAt!.Value).Days);
        Turn(RequestState.InEvaluation, at, dueOn);
    }

    /// <summary>Asks the faculty of a department.</summary>
    /// <exception cref="IllegalMoveException">It is not with the office.</exception>
    public void SendToFaculty(string department, DateTime at, DateOnly dueOn)
    {
        Begin();
        Turn(RequestState.WithFaculty, at, dueOn);
        DepartmentCode = department;
    }

    /// <summary>Faculty gives it back undecided, with a reason in the history.</summary>
    /// <exception cref="IllegalMoveException">It is not with faculty.</exception>
    public void ReturnFromFaculty(DateTime at, DateOnly dueOn)
    {
        if (State != RequestState.WithFaculty)
            throw IllegalMoveException.For($"Request {Number}", State, RequestState.InEvaluation);
        Turn(RequestState.InEvaluation, at, dueOn);
    }

    /// <exception cref="IllegalMoveException">It is decided, or withdrawn already.</exception>
    public void Withdraw(DateTime at)
    {
        if (Lines.Exists(line => line.State is LineState.Approved or LineState.ApprovedDifferently or LineState.OnCondition))
            throw new IllegalMoveException($"Part of request {Number} is approved: it cannot be withdrawn as a whole.");
        Turn(RequestState.Withdrawn, at, null);
    }

    /// <summary>The learner asks for another look at what was declined, once, by somebody who took no part.</summary>
    /// <exception cref="IllegalMoveException">It is not decided, was appealed before, or nothing in it was declined.</exception>
    public void Appeal(DateTime at, DateOnly dueOn)
    {
        if (AppealedAt is not null)
            throw new IllegalMoveException($"Request {Number} was appealed before: that decision is final.");
        if (!Lines.Exists(line => line.State == LineState.Declined))
            throw new IllegalMoveException($"Nothing in request {Number} was declined.");
        Turn(RequestState.Appealed, at, dueOn);
        (AppealedAt, AssigneeId, DecidedAt) = (at, null, null);
        foreach (var line in Lines.Where(line => line.State == LineState.Declined))
            line.Reopen();
    }

    /// <summary>Decides one line; the last line decided decides the request.</summary>
    /// <exception cref="IllegalMoveException">The line is decided already, the request is closed, or it is an appeal and this person took part before.</exception>
    internal void Decide(RequestLine line, LineDecision decision)
    {
        line.DemandOpen();
        if (State == RequestState.Appealed && decision.By.UserId is { } person && Participants.Contains(person))
            throw new IllegalMoveException("You took part in the first decision: somebody else decides the appeal.");
        if (Origin == RequestOrigin.Staff && decision is LineDecision.Approve && decision.By.UserId is { } author && Participants.FirstOrDefault() == author)
            throw new IllegalMoveException("You made this award: somebody else approves it.");
        Begin();
        if (State is not (RequestState.InEvaluation or RequestState.WithFaculty or RequestState.Appealed))
            throw new IllegalMoveException($"Request {Number} is {State}: its lines cannot be decided.");
        line.Decide(decision);
        if (State != RequestState.Appealed)
            TookPart(decision.By.UserId);
        ChangedAt = decision.At;
        if (Lines.All(other => other.State != LineState.Open))
        {
            Turn(RequestState.Decided, decision.At, null);
            DecidedAt = decision.At;
        }
    }

    /// <summary>Remembers who acted, for an appeal.</summary>
    public void TookPart(Guid? userId)
    {
        if (userId is { } id && !Participants.Contains(id))
            Participants.Add(id);
    }

    private void Begin()
    {
        if (State is RequestState.Submitted)
            MoveTo(RequestState.InEvaluation);
    }

    private void Turn(RequestState next, DateTime at, DateOnly? dueOn)
    {
        MoveTo(next);
        (TurnBeganAt, TurnDueOn, RemindedAt, EscalatedAt, ChangedAt, DepartmentCode) = (at, dueOn, null, null, at, null);
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
