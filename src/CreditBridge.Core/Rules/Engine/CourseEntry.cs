namespace CreditBridge.Core.Rules;

/// <summary>A course of the catalogue, or one that only a rule names: then <see cref="Facts"/> are missing.</summary>
internal sealed class CourseEntry
{
    public CourseEntry(string code, CourseFacts? facts, int group, string groupName)
    {
        (Codes, Facts, Group, GroupName) = ([code], facts, group, groupName);
        Takes = IsPlaceholder ? [] : [this];
    }

    public string Code => Codes[0];

    /// <summary>The code alone, as an award line wants it.</summary>
    public string[] Codes { get; }

    public CourseFacts? Facts { get; }

    public int Group { get; }

    public string GroupName { get; }

    public bool IsPlaceholder => Facts?.IsPlaceholder ?? false;

    /// <summary>What an award of this course takes, once a learner: itself, or nothing for a placeholder.</summary>
    public CourseEntry[] Takes { get; }

    public bool IsEffectiveOn(DateOnly day) =>
        Facts is not null && (Facts.EffectiveFrom is not { } from || day >= from) && (Facts.EffectiveTo is not { } to || day <= to);
}
