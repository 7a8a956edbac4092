using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <summary>What a course on the transcript in this state does to credit for the same course.</summary>
public sealed record TranscriptTreatment(TranscriptState State, CapAction Action);
