using CreditBridge.Core.Catalog;

namespace CreditBridge.Jobs.Demo.Data;

/// <summary>A course of courses.json: real facts of a public catalogue, or a placeholder for elective credit.</summary>
internal sealed record DemoCourse(
    string Subject,
    string Number,
    string Title,
    decimal LeastCredits,
    decimal MostCredits,
    CourseLevel Level,
    string? Source = null,
    string? Group = null,
    bool IsPlaceholder = false)
{
    public string Code => $"{Subject} {Number}";
}
