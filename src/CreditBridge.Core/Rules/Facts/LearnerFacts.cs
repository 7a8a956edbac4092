using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <summary>What the engine knows of a learner.</summary>
public sealed record LearnerFacts(LearnerStanding Standing)
{
    public CourseLevel? Level { get; init; }

    public string? Campus { get; init; }

    /// <summary>First day of the entry term; without one the day of asking counts.</summary>
    public DateOnly? EntryTermStartsOn { get; init; }

    public IReadOnlyList<LearnerProgram> Programs { get; init; } = [];
}

public sealed record LearnerProgram(string Code, int? CatalogYear = null);
