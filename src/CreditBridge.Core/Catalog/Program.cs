namespace CreditBridge.Core.Catalog;

/// <summary>A degree programme.</summary>
public sealed class Program
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required CourseLevel Level { get; set; }
    public required string DepartmentCode { get; set; }
    public required decimal Credits { get; set; }

    /// <summary>Codes of courses the programme requires: credit for them is chosen before elective credit.</summary>
    public List<string> RequiredCourses { get; set; } = [];
}
