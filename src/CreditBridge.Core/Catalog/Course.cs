namespace CreditBridge.Core.Catalog;

/// <summary>A course of the catalogue, or an elective placeholder such as <c>BUSN 1---</c>.</summary>
public sealed class Course
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Subject { get; init; }
    public required string Number { get; init; }

    /// <summary>'SUBJ NUM', as rules and letters name it.</summary>
    public required string Code { get; init; }
    public required string Title { get; set; }

    /// <summary>Credits of the course; the least of a range.</summary>
    public required decimal Credits { get; set; }
    public decimal? MostCredits { get; set; }
    public required CourseLevel Level { get; set; }
    public required string DepartmentCode { get; set; }

    /// <summary>Cross-listed and equivalent courses share a group; a course alone is its own group.</summary>
    public required string Group { get; set; }

    /// <summary>Placeholders are exempt from 'no course twice'.</summary>
    public bool IsPlaceholder { get; init; }
    public DateOnly? EffectiveFrom { get; set; }
    public DateOnly? EffectiveTo { get; set; }

    /// <summary>The student system had it when it was read: then it ends when it is no longer there.</summary>
    public bool IsFromStudentSystem { get; set; }

    /// <summary>Where the facts of a demo course come from.</summary>
    public string? SourceUrl { get; set; }
}
