using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <summary>Whom a rule is for. An empty part asks nothing; one programme of the learner that fits is enough.</summary>
public sealed record RuleScope
{
    public static readonly RuleScope Everyone = new();

    public int? CatalogYearFrom { get; init; }

    public int? CatalogYearTo { get; init; }

    public IReadOnlyList<string> ProgramsIn { get; init; } = [];

    public IReadOnlyList<string> ProgramsOut { get; init; } = [];

    public CourseLevel? Level { get; init; }

    public IReadOnlyList<LearnerStanding> Standings { get; init; } = [];

    public IReadOnlyList<string> Campuses { get; init; } = [];
}
