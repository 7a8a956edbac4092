using CreditBridge.Core.Catalog;

namespace CreditBridge.Core.Learners;

/// <summary>Who earned it. The first student number never changes: posting keys are made from it.</summary>
public sealed class Learner
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    [ExternalId]
    public required string StudentNumber { get; set; }

    [ExternalId]
    public required string FirstStudentNumber { get; init; }
    public required string GivenName { get; set; }
    public required string FamilyName { get; set; }
    public DateOnly? BirthOn { get; set; }
    public required LearnerStanding Standing { get; set; }
    public required CourseLevel Level { get; set; }
    public string? ProgramCode { get; set; }

    /// <summary>The year whose catalogue governs the programme.</summary>
    public int? CatalogYear { get; set; }
    public string? Campus { get; set; }
    public string? EntryTermCode { get; set; }

    /// <summary>Set in the same transaction as whatever touched the learner (credential, transcript, rule, clock); the night evaluates who has it, and clears it.</summary>
    public DateTime? EvaluationDueAt { get; set; }
    public int Version { get; set; }
    public List<LearnerIdentity> Identities { get; } = [];
    public List<TranscriptEntry> Transcript { get; } = [];

    public string Name => $"{GivenName} {FamilyName}";
}
