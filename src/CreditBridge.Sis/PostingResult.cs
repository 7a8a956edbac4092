namespace CreditBridge.Sis;

/// <summary>What became of one posting. 'We do not know' is not a result: it is an exception.</summary>
public abstract record PostingResult
{
    /// <param name="Difference">The system recorded something else than was awarded, in one sentence; null where it did not.</param>
    public sealed record Posted(string Reference, string? Difference = null) : PostingResult;

    /// <summary>It was there already, from an earlier attempt.</summary>
    public sealed record AlreadyPosted(string Reference, string? Difference = null) : PostingResult;

    /// <summary>Handed over; an acknowledgement will say what became of it.</summary>
    /// <param name="Batch">The file it is in; null where it went alone.</param>
    public sealed record Sent(string? Batch = null) : PostingResult;

    public sealed record Rejected(string Reason) : PostingResult;

    /// <summary>Certain that nothing left the house.</summary>
    public sealed record NotSent(string Reason) : PostingResult
    {
        /// <summary>Everything was ready, and the time to send had passed.</summary>
        public bool IsLate { get; private init; }

        public static NotSent Late { get; } = new("The time to send had passed.") { IsLate = true };
    }
}
