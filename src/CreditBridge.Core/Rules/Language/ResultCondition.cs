using System.Text.Json.Serialization;

namespace CreditBridge.Core.Rules;

/// <summary>Least and most result on a scale, both inclusive.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PercentResult), "percent")]
[JsonDerivedType(typeof(PointsResult), "points")]
[JsonDerivedType(typeof(LetterResult), "letter")]
[JsonDerivedType(typeof(PassResult), "pass")]
[JsonDerivedType(typeof(LevelResult), "levels")]
public abstract record ResultCondition
{
    private protected ResultCondition()
    {
    }
}

/// <summary>A percentage. Points with a known maximum are turned into a percentage.</summary>
/// <param name="Below">Exclusive: closes a score band at the minimum of the next, so that 79.5 is not lost between 79 and 80.</param>
public sealed record PercentResult(decimal? Least = null, decimal? Most = null, decimal? Below = null) : ResultCondition;

/// <summary>Points on a named scale.</summary>
/// <param name="Scale">The name in the credential's result: <see cref="Result.Points"/>, or the exam's own scale.</param>
/// <param name="Maximum">When given, a result out of another maximum does not count.</param>
/// <param name="Below">Exclusive: closes a score band at the minimum of the next.</param>
public sealed record PointsResult(
    decimal? Least = null, decimal? Most = null, decimal? Below = null, decimal? Maximum = null, string Scale = Result.Points) : ResultCondition;

/// <summary>A letter from F to A+.</summary>
public sealed record LetterResult(string? Least = null, string? Most = null) : ResultCondition;

/// <summary>A result that says 'passed'.</summary>
public sealed record PassResult : ResultCondition;

/// <summary>Ordered named levels, lowest first: 'Novice High', 'Intermediate Low', 'Intermediate Mid'.</summary>
/// <param name="Scale">The name in the credential's result, for example 'ACTFL OPI'.</param>
public sealed record LevelResult(string Scale, IReadOnlyList<string> Levels, string? Least = null, string? Most = null) : ResultCondition;
