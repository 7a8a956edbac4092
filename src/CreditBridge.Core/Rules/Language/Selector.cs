using System.Text.Json.Serialization;

namespace CreditBridge.Core.Rules;

/// <summary>Which credentials a requirement is about.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AchievementSelector), "achievement")]
[JsonDerivedType(typeof(PatternSelector), "pattern")]
public abstract record Selector
{
    private protected Selector()
    {
    }
}

/// <summary>One achievement, or any other of its SameLearning group.</summary>
/// <param name="Achievement">The achievement's external id, compared byte by byte.</param>
public sealed record AchievementSelector(string Partner, string Achievement) : Selector;

/// <summary>Every achievement that fits all the parts given, for elective credit. Upper and lower case are alike, except in the partner's code.</summary>
public sealed record PatternSelector(string? Partner = null, string? Skill = null, string? Tag = null, string? NameContains = null) : Selector
{
    public AwardsOnce Once { get; init; }
}

/// <summary>How often a pattern rule awards: once in all, or once for each credential that fits.</summary>
public enum AwardsOnce
{
    PerRule,
    PerCredential,
}
