namespace CreditBridge.Sis;

/// <summary>What became of one posting. 'We do not know' is not a result: it is an exception.</summary>
public abstract record PostingResult
{
    public sealed record Posted(string Reference) : PostingResult;

    /// <summary>It was there already, from an earlier attempt.</summary>
    public sealed record AlreadyPosted(string Reference) : PostingResult;

    /// <summary>Handed over; an acknowledgement will say what became of it.</summary>
    public sealed record Sent : PostingResult;

    public sealed record Rejected(string Reason) : PostingResult;

    /// <summary>Certain that nothing left the house.</summary>
    public sealed record NotSent(string Reason) : PostingResult;
}
