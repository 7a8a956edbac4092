namespace CreditBridge.Core.Requests;

/// <summary>One open line of a group, with what sets it apart from the others, if anything does.</summary>
/// <param name="Exceptions">Sentences; empty for a line like all the others.</param>
public sealed record AlikeMember(RequestLine Line, string RequestNumber, Guid LearnerId, string Learner, string StudentNumber, DateTime OpenedAt, IReadOnlyList<string> Exceptions)
{
    public AlikeLine Key => new(Line.Id, Line.Version);
}
