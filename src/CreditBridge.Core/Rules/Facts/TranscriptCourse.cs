using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <param name="Course">Subject and number, 'MATH 1431'.</param>
public sealed record TranscriptCourse(string Course, TranscriptState State, string? Grade = null);
