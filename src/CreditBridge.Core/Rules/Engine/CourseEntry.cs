namespace CreditBridge.Core.Rules;

/// <summary>A course of the catalogue, or one that only a rule names: then <paramref name="facts"/> are missing.</summary>
internal sealed class CourseEntry(string code, CourseFacts? facts, int group, string groupName)
{
    public string Code => code;

    public CourseFacts? Facts => facts;

    public int Group => group;

    public string GroupName => groupName;

    public bool IsPlaceholder => facts?.IsPlaceholder ?? false;

    public bool IsEffectiveOn(DateOnly day) =>
        facts is not null && (facts.EffectiveFrom is not { } from || day >= from) && (facts.EffectiveTo is not { } to || day <= to);
}
