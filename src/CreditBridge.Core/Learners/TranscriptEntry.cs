namespace CreditBridge.Core.Learners;

/// <summary>A course on the learner's transcript, in the state the student system gave it.</summary>
public sealed class TranscriptEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid LearnerId { get; init; }
    public required string CourseCode { get; init; }
    public required string TermCode { get; init; }
    public required TranscriptState State { get; set; }
    public string? Grade { get; set; }
    public required decimal Credits { get; set; }
}
