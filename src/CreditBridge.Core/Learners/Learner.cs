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

    /// <summary>Names the learner was known by before, as one text for the search.</summary>
    public string FormerNames { get; set; } = "";
    public DateOnly? BirthOn { get; set; }
    public required LearnerStanding Standing { get; set; }
    public required CourseLevel Level { get; set; }

    /// <summary>In which letters are written: <c>en</c> or <c>es</c>.</summary>
    public string Language { get; set; } = "en";

    /// <summary>Whose promise of an answer applies (<see cref="Requests.Promise"/>).</summary>
    public Population Population { get; set; }
    public string? ProgramCode { get; set; }

    /// <summary>The year whose catalogue governs the programme.</summary>
    public int? CatalogYear { get; set; }
    public string? Campus { get; set; }
    public string? EntryTermCode { get; set; }

    /// <summary>Whose advisor reads this record: the e-mail address of a user, in lower case.</summary>
    public string? AdvisorEmail { get; set; }

    /// <summary>Set in the same transaction as whatever touched the learner (credential, transcript, rule, clock); the night evaluates who has it, and clears it.</summary>
    public DateTime? EvaluationDueAt { get; set; }

    /// <summary>The learner this record was merged into: it is kept for its number and its keys, and counts for nothing itself.</summary>
    public Guid? MergedIntoId { get; set; }
    public int Version { get; set; }
    public List<LearnerIdentity> Identities { get; } = [];
    public List<TranscriptEntry> Transcript { get; } = [];

    public string Name => $"{GivenName} {FamilyName}";
}
