using CreditBridge.Core.Catalog;

namespace CreditBridge.Core.Rules;

/// <summary>One award line of a decision, after conversion.</summary>
/// <param name="Award">The line as the rule has it: its kind, its <see cref="CreditAward.LineId"/>, its grade code.</param>
/// <param name="Credits">In the institution's credits, to three places; those of a choice are the least of its open options.</param>
/// <param name="Sentence">What the line gives, or why it gives nothing.</param>
public sealed record AwardLine(CreditAward Award, decimal Credits, AwardState State, string Sentence)
{
    public string LineId => Award.LineId;

    /// <summary>The course of a course or exemption line, the courses of a block.</summary>
    public IReadOnlyList<string> Courses { get; init; } = [];

    /// <summary>The course groups that the line takes, each once a learner: none for elective credit.</summary>
    public IReadOnlyList<string> CourseGroups => field ??= [.. Takes.Select(course => course.GroupName)];

    internal IReadOnlyList<CourseEntry> Takes { get; init; } = [];

    /// <summary>Of the course, or of the elective credit.</summary>
    public CourseLevel? Level { get; init; }

    /// <summary>What a choice offers, the options that are not open included.</summary>
    public IReadOnlyList<AwardLine> Options { get; init; } = [];
}

public enum AwardState
{
    Open,

    /// <summary>Given only once a person has looked.</summary>
    NeedsPerson,

    /// <summary>Already passed or transferred, or the line says 'no credit'.</summary>
    Blocked,

    /// <summary>Already given by another rule.</summary>
    Taken,
}
