using CreditBridge.Core.Catalog;

namespace CreditBridge.Core.Rules;

/// <summary>What the engine knows of the catalogue.</summary>
public sealed record CatalogFacts(IReadOnlyCollection<CourseFacts> Courses)
{
    public IReadOnlyCollection<ProgramFacts> Programs { get; init; } = [];
}

/// <param name="Code">Subject and number, 'MATH 1431'.</param>
/// <param name="LeastCredits">The same as <paramref name="MostCredits"/> when the course carries a fixed number.</param>
public sealed record CourseFacts(string Code, decimal? LeastCredits, decimal? MostCredits, CourseLevel Level)
{
    /// <summary>Cross-listed and equivalent courses share a group; without one the course is a group of its own.</summary>
    public string? Group { get; init; }

    /// <summary>An elective placeholder ('BUSN 1---'), which may be earned many times.</summary>
    public bool IsPlaceholder { get; init; }

    public DateOnly? EffectiveFrom { get; init; }

    public DateOnly? EffectiveTo { get; init; }
}

/// <summary>The courses that a programme requires, as subject and number.</summary>
public sealed record ProgramFacts(string Code, IReadOnlyCollection<string> RequiredCourses)
{
    /// <summary>Of the whole programme; empty where it is not known.</summary>
    public decimal? Credits { get; init; }
}
