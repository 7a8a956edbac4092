using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <param name="Course">Subject and number, 'MATH 1431'.</param>
public sealed record TranscriptCourse(string Course, TranscriptState State, string? Grade = null)
{
    public decimal Credits { get; init; }

    /// <summary>The first day of its term; residency counts courses in this order.</summary>
    public DateOnly? TermStartsOn { get; init; }
}
