using CreditBridge.Core.Catalog;

namespace CreditBridge.Core.Rules;

/// <summary>The most credit that may be had by these rules: in credits, or as a percentage of the programme's credits. What is not named counts in full.</summary>
/// <param name="Credits">The number; empty when <paramref name="PercentOfProgram"/> gives it.</param>
public sealed record CreditCap(CapAction Action, decimal? Credits = null, decimal? PercentOfProgram = null)
{
    /// <summary>Only credit that rests on a credential of this partner.</summary>
    public string? Partner { get; init; }

    /// <summary>Only credit of rules with this basis.</summary>
    public Basis? Basis { get; init; }

    /// <summary>Only courses and elective credit of this level.</summary>
    public CourseLevel? Level { get; init; }
}
