using System.Text.Json.Serialization;

namespace CreditBridge.Core.Rules;

/// <summary>What a learner must show before a rule gives credit: a tree, stored as JSON with the rule version.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AllOf), "allOf")]
[JsonDerivedType(typeof(AnyOf), "anyOf")]
[JsonDerivedType(typeof(AtLeast), "atLeast")]
[JsonDerivedType(typeof(Earned), "earned")]
[JsonDerivedType(typeof(Passed), "passed")]
public abstract record Requirement
{
    private protected Requirement()
    {
    }
}

public sealed record AllOf(IReadOnlyList<Requirement> Items) : Requirement;

public sealed record AnyOf(IReadOnlyList<Requirement> Items) : Requirement;

/// <summary>A stack: any <paramref name="Count"/> of the items. Each item needs evidence of its own.</summary>
public sealed record AtLeast(int Count, IReadOnlyList<Requirement> Items) : Requirement;

/// <summary>A credential that the selector names and that meets every condition.</summary>
[method: JsonConstructor]
public sealed record Earned(Selector Selector, Conditions Conditions) : Requirement
{
    public Earned(Selector selector) : this(selector, Conditions.None)
    {
    }
}

/// <summary>A course passed here or transferred, or one of its group.</summary>
/// <param name="Course">Subject and number, 'MATH 1431'.</param>
/// <param name="LeastGrade">A letter from A+ to F; empty means that any pass will do.</param>
public sealed record Passed(string Course, string? LeastGrade = null) : Requirement;
