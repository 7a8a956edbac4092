namespace CreditBridge.Core.Requests;

/// <summary>What came of asking for credit.</summary>
public abstract record AskAnswer
{
    /// <param name="Beside">What was picked and is not asked again, a sentence each.</param>
    public sealed record Asked(Guid RequestId, string Number, IReadOnlyList<string> Beside) : AskAnswer;

    /// <summary>All of it was asked or decided before; nothing was stored.</summary>
    public sealed record AskedBefore(IReadOnlyList<string> Sentences) : AskAnswer;

    /// <summary>Nothing was stored.</summary>
    public sealed record UnknownCourse(string Sentence) : AskAnswer;
}
