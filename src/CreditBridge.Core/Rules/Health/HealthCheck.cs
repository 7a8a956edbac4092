namespace CreditBridge.Core.Rules;

/// <summary>What is looked at every night (domain.md, 'Rule life').</summary>
public enum HealthCheck
{
    AchievementVanished,
    CourseVanished,
    CourseChanged,
    RecommendationExpired,
    NearDuplicate,
    Contradiction,
    ReviewOverdue,
    PartnerNotApproved,
    OutcomeMapMissing,
}
