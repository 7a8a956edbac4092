using CreditBridge.Core.Catalog;

namespace CreditBridge.Core.Rules;

/// <summary>Why the institution recognises this learning.</summary>
public sealed record RuleBasis(Basis Kind)
{
    /// <summary>The number under which ACE, NCCRS or an agreement publishes the recommendation.</summary>
    public string? RecommendationId { get; init; }

    /// <summary>The address where the decision is published.</summary>
    public string? Source { get; init; }

    public decimal? Hours { get; init; }

    public CourseLevel? Level { get; init; }

    public string? Subject { get; init; }

    /// <summary>A recommendation counts for credentials earned within its dates, both inclusive.</summary>
    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public DateOnly? ReReviewOn { get; init; }
}

public enum Basis
{
    FacultyReview,
    Ace,
    Nccrs,
    Exam,
    DepartmentalExam,
    Portfolio,
    IndustryCertification,
    Agreement,
    Microcredential,
}
