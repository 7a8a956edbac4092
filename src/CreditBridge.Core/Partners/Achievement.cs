using System.Text.Json;

namespace CreditBridge.Core.Partners;

/// <summary>What can be earned at a partner: a badge class, a template, an exam. Key: (partner, external id).</summary>
public sealed class Achievement
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PartnerId { get; init; }

    [ExternalId]
    public required string ExternalId { get; init; }
    public required string Name { get; set; }

    [LongText]
    public string? Description { get; set; }
    public List<string> Skills { get; set; } = [];

    /// <summary>The institution's or the partner's own words for it: rules for elective credit select by them.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>Hours of learning the partner states.</summary>
    public decimal? Hours { get; set; }
    public string? Level { get; set; }
    public string? AssessmentType { get; set; }
    public bool? Supervised { get; set; }
    public bool? IdentityChecked { get; set; }

    /// <summary>BCP 47, such as <c>en</c>.</summary>
    public string? Language { get; set; }
    public string? Url { get; set; }

    [LongText]
    public string? Criteria { get; set; }

    [LongText]
    public string? LearningOutcomes { get; set; }

    /// <summary>ISO 3166-1 alpha-2, of the issuer.</summary>
    public string? Country { get; set; }
    public string? AwardingBody { get; set; }

    /// <summary>Form of participation: online, on site, both.</summary>
    public string? Participation { get; set; }
    public string? QualityAssurance { get; set; }

    /// <summary>1 as first seen, one more for each change at the partner; earlier ones are <see cref="AchievementVersion"/>s.</summary>
    public int Number { get; set; } = 1;
    public DateTime? ChangedAt { get; set; }

    /// <summary>Achievements that certify the same thing share a key: a learner earns credit once for all of them.</summary>
    public string? SameLearning { get; set; }

    /// <summary>Its outcomes beside those of our courses; empty until faculty has compared them.</summary>
    public List<OutcomeLink> Outcomes { get; set; } = [];

    /// <summary>Learned from a credential at this moment, not from the partner's own catalogue.</summary>
    public DateTime? LearnedAt { get; init; }
    public int Version { get; set; }

    /// <summary>What the partner says of it.</summary>
    public AchievementFacts Facts() => new(
        Name, Description, Criteria, LearningOutcomes, Hours, Level, AssessmentType, Supervised, IdentityChecked, Language, Url, Country, AwardingBody, Participation, QualityAssurance, [.. Skills]);

    /// <summary>The partner says something else by now; what it says nothing about stays as it is.</summary>
    /// <returns>What it was before; null when nothing is another.</returns>
    public AchievementVersion? Change(AchievementFacts facts, DateTime at)
    {
        var before = Facts();
        Describe(facts);
        if (AchievementFields.Changed(before, Facts()).Count == 0)
            return null;
        ChangedAt = at;
        return new() { AchievementId = Id, Number = Number++, Facts = JsonSerializer.Serialize(before, JsonSerializerOptions.Web), ReplacedAt = at };
    }

    public void Describe(AchievementFacts facts)
    {
        Name = facts.Name;
        Description = facts.Description ?? Description;
        Criteria = facts.Criteria ?? Criteria;
        LearningOutcomes = facts.LearningOutcomes ?? LearningOutcomes;
        Hours = facts.Hours ?? Hours;
        Level = facts.Level ?? Level;
        AssessmentType = facts.AssessmentType ?? AssessmentType;
        Supervised = facts.Supervised ?? Supervised;
        IdentityChecked = facts.IdentityChecked ?? IdentityChecked;
        Language = facts.Language ?? Language;
        Url = facts.Url ?? Url;
        Country = facts.Country ?? Country;
        AwardingBody = facts.AwardingBody ?? AwardingBody;
        Participation = facts.Participation ?? Participation;
        QualityAssurance = facts.QualityAssurance ?? QualityAssurance;
        if (facts.Skills is { Count: > 0 } skills)
            Skills = [.. skills];
    }
}
