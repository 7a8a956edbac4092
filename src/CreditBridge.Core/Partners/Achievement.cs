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

    /// <summary>Achievements that certify the same thing share a key: a learner earns credit once for all of them.</summary>
    public string? SameLearning { get; set; }

    /// <summary>Its outcomes beside those of our courses; empty until faculty has compared them.</summary>
    public List<OutcomeLink> Outcomes { get; set; } = [];

    /// <summary>Learned from a credential at this moment, not from the partner's own catalogue.</summary>
    public DateTime? LearnedAt { get; init; }
    public int Version { get; set; }
}
