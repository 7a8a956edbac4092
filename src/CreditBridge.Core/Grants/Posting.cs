using CreditBridge.Core.Grants.Codes;

namespace CreditBridge.Core.Grants;

/// <summary>
/// One grant line on its way into the student system (sis.md, 'Posting'). Sending is entered only with a lease; everything that can go wrong
/// after that leaves Unknown, and only a look-up by key leads out of it. The fence rises with each claim: an older sender's outcome is refused.
/// </summary>
public sealed class Posting
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid GrantLineId { get; init; }
    public required Guid LearnerId { get; init; }
    /// <summary>The term it goes to; empty when none was open, until a person posts it again.</summary>
    public required string TermCode { get; set; }
    public PostingState State { get; private set; } = PostingState.Pending;
    public int Attempts { get; private set; }

    /// <summary>When it is due again (UTC); null: nothing to do for the program.</summary>
    public DateTime? NextAttemptAt { get; private set; }
    public string? LeaseOwner { get; private set; }

    /// <summary>UTC, by the database's clock.</summary>
    public DateTime? LeaseUntil { get; private set; }
    public int Fence { get; private set; }

    /// <summary>Nothing may be sent after this moment (UTC), whatever the sender believes.</summary>
    public DateTime? SendBefore { get; private set; }
    public DateTime? HandedOverAt { get; private set; }
    public DateTime? PostedAt { get; private set; }
    public string? SisReference { get; private set; }
    public DateTime? UnknownSinceAt { get; private set; }

    /// <summary>The first look-up that did not find it; a second one after the settling time may send it again.</summary>
    public DateTime? NotFoundAt { get; private set; }

    [LongText]
    public string? LastError { get; private set; }

    /// <summary>What the student system's codes for it were when it was first claimed; null: nothing of it has left yet.</summary>
    public PostingCodes? Codes { get; private set; }

    /// <summary>The posting that this one takes back; null: it posts credit.</summary>
    public Guid? ReversesPostingId { get; init; }
    public int Version { get; set; }

    /// <summary>Its credit is taken back: what has not left stays here, and what may have arrived gets a posting that takes it back.</summary>
    internal Posting? Reverse(Guid learnerId, DateTime at)
    {
        if (State is PostingState.Pending)
            GiveUp("The credit was reversed before it was sent.");
        if (State is PostingState.Rejected || (State is PostingState.Dead && UnknownSinceAt is null))
            return null;
        return new() { LearnerId = learnerId, TermCode = TermCode, NextAttemptAt = at, ReversesPostingId = Id, Codes = Codes };
    }

    public static Posting Due(Guid learnerId, string termCode, DateTime at) => new() { LearnerId = learnerId, TermCode = termCode, NextAttemptAt = at };

    public static bool CanMove(PostingState from, PostingState to) => (from, to) switch
    {
        (PostingState.Pending, PostingState.Sending or PostingState.Dead) => true,
        (PostingState.Sending, PostingState.Sent or PostingState.Posted or PostingState.Rejected or PostingState.Unknown or PostingState.Pending) => true,
        (PostingState.Sent, PostingState.Posted or PostingState.Rejected or PostingState.Unknown) => true,
        (PostingState.Posted, PostingState.OnTranscript or PostingState.Unknown) => true,
        (PostingState.OnTranscript, PostingState.Unknown) => true,
        (PostingState.Unknown, PostingState.Posted or PostingState.Rejected or PostingState.Pending or PostingState.Dead) => true,
        (PostingState.Rejected or PostingState.Dead, PostingState.Pending or PostingState.Posted or PostingState.Unknown) => true,
        _ => false,
    };

    /// <summary>Takes the row for one sender. Returns the fence that every later call must show.</summary>
    /// <param name="codes">What is sent when it is the first time; later it is what was sent then.</param>
    public int Claim(string owner, DateTime leaseUntil, DateTime sendBefore, PostingCodes? codes = null)
    {
        MoveTo(PostingState.Sending);
        (LeaseOwner, LeaseUntil, SendBefore) = (owner, leaseUntil, sendBefore);
        Codes ??= codes;
        Attempts++;
        return ++Fence;
    }

    /// <summary>Nothing is wrong with it, and it can't be sent yet: its term takes no credit before a day, a code is missing.</summary>
    public void Wait(string why, DateTime until)
    {
        if (State != PostingState.Pending)
            throw IllegalMoveException.For("The posting", State, PostingState.Pending);
        (LastError, NextAttemptAt) = (why, until);
    }

    /// <param name="batch">The file it left in; null where it left alone.</param>
    public void HandOver(int fence, string? batch, DateTime at, DateTime lookAt)
    {
        Settle(PostingState.Sent, fence);
        (HandedOverAt, NextAttemptAt, SisReference, LastError) = (at, lookAt, batch, null);
    }

    /// <summary>The student system's own list of the learner's credit shows it.</summary>
    public void SeenOnTranscript() => MoveTo(PostingState.OnTranscript);

    /// <summary>A look-up found it handed over but not answered: it is looked at again later, and never sent again.</summary>
    public void Await(DateTime lookAt)
    {
        if (State is not (PostingState.Sent or PostingState.Unknown))
            throw IllegalMoveException.For("The posting", State, PostingState.Sent);
        (NextAttemptAt, NotFoundAt) = (lookAt, null);
    }

    /// <summary>The student system could not be asked about it: it stays what it was, and is asked again later.</summary>
    public void AskLater(string why, DateTime at)
    {
        if (State is not (PostingState.Sent or PostingState.Unknown))
            throw IllegalMoveException.For("The posting", State, PostingState.Unknown);
        (LastError, NextAttemptAt) = (why, at);
    }

    public void Post(int fence, string reference, DateTime at)
    {
        Settle(PostingState.Posted, fence);
        (SisReference, PostedAt, LastError, UnknownSinceAt, NotFoundAt) = (reference, at, null, null, null);
    }

    public void Reject(int fence, string reason)
    {
        Settle(PostingState.Rejected, fence);
        (LastError, UnknownSinceAt, NotFoundAt) = (reason, null, null);
    }

    /// <summary>The sender knows that nothing left the house: the deadline had passed, or the batch was never begun.</summary>
    public void NotSent(int fence, string why, DateTime retryAt)
    {
        Settle(PostingState.Pending, fence);
        (LastError, NextAttemptAt) = (why, retryAt);
        // No earlier claim can have sent it: a code that was mended meanwhile counts.
        if (fence == 1 && ReversesPostingId is null)
            Codes = null;
    }

    /// <summary>A time-out, a broken connection, a kill or an expired lease.</summary>
    public void LoseSight(int fence, string why, DateTime at, DateTime lookUpAt)
    {
        Settle(PostingState.Unknown, fence);
        (LastError, UnknownSinceAt, NotFoundAt, NextAttemptAt) = (why, at, null, lookUpAt);
    }

    /// <summary>A look-up did not find it. The first time it waits for the settling time; the second time, after it, it may be sent again.</summary>
    public void NotFound(DateTime at, TimeSpan settling)
    {
        if (State != PostingState.Unknown)
            throw IllegalMoveException.For("The posting", State, PostingState.Pending);
        if (NotFoundAt is { } first && at - first >= settling && at - UnknownSinceAt >= settling)
        {
            MoveTo(PostingState.Pending);
            (NextAttemptAt, NotFoundAt, UnknownSinceAt) = (at, null, null);
        }
        else
        {
            NotFoundAt ??= at;
            NextAttemptAt = NotFoundAt + settling;
        }
    }

    /// <summary>Leaves it to a person: too many attempts, or a student system that cannot be asked.</summary>
    public void GiveUp(string why)
    {
        MoveTo(PostingState.Dead);
        (LastError, NextAttemptAt) = (why, null);
    }

    /// <summary>A comparison found the student system to say otherwise: it is looked up anew.</summary>
    public void Doubt(string why, DateTime at)
    {
        if (State is not (PostingState.Posted or PostingState.OnTranscript or PostingState.Rejected or PostingState.Dead))
            throw IllegalMoveException.For("The posting", State, PostingState.Unknown);
        MoveTo(PostingState.Unknown);
        (LastError, UnknownSinceAt, NotFoundAt, NextAttemptAt, Attempts) = (why, at, null, at, 0);
    }

    /// <summary>A person has seen it in the student system, or put it there by hand.</summary>
    public void SeenThere(string reference, DateTime at)
    {
        if (State is not (PostingState.Rejected or PostingState.Dead))
            throw IllegalMoveException.For("The posting", State, PostingState.Posted);
        MoveTo(PostingState.Posted);
        (SisReference, PostedAt, LastError, UnknownSinceAt, NotFoundAt, NextAttemptAt) = (reference, at, null, null, null, null);
    }

    /// <summary>A person has mended the cause. It goes to the term that is open now.</summary>
    public void Requeue(string termCode, DateTime at)
    {
        if (State is not (PostingState.Rejected or PostingState.Dead))
            throw IllegalMoveException.For("The posting", State, PostingState.Pending);
        // What may have arrived is looked up by what was sent.
        if (UnknownSinceAt is null)
            (TermCode, Codes) = (termCode, ReversesPostingId is null ? null : Codes);
        MoveTo(PostingState.Pending);
        (NextAttemptAt, Attempts, LastError) = (at, 0, null);
    }

    private void Settle(PostingState next, int fence)
    {
        if (fence != Fence)
            throw new IllegalMoveException($"Fence {fence} is stale: the posting was claimed again (now {Fence}).");
        MoveTo(next);
        (LeaseOwner, LeaseUntil, NextAttemptAt) = (null, null, null);
    }

    private void MoveTo(PostingState next)
    {
        if (!CanMove(State, next))
            throw IllegalMoveException.For("The posting", State, next);
        State = next;
    }
}
