using CreditBridge.Core.Catalog;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>The rule book as it stands in the database, with the policy, and who answers for each version.</summary>
/// <param name="Approvers">By rule version: who approved it. An automatic grant names this person.</param>
public sealed record PublishedBook(Institution Institution, RuleBook Book, CreditPolicy Policy, IReadOnlyDictionary<Guid, string> Approvers)
{
    /// <exception cref="InvalidOperationException">The database holds no institution yet.</exception>
    public static async Task<PublishedBook> ReadAsync(BridgeDbContext db, CancellationToken cancellation)
    {
        var institution = await db.Institutions.AsNoTracking().SingleOrDefaultAsync(cancellation)
            ?? throw new InvalidOperationException("There is no institution yet: run 'creditbridge demo', or set one up.");
        var versions = await db.EquivalencyRules.AsNoTracking()
            .SelectMany(rule => rule.Versions.Where(version => version.State == RuleVersionState.Published || version.State == RuleVersionState.Superseded), (rule, version) => new { rule.Code, rule.Title, version })
            .ToListAsync(cancellation);
        var partners = await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).ToListAsync(cancellation);
        var codes = partners.ToDictionary(partner => partner.Id, partner => partner.Code);
        var achievements = await db.Achievements.AsNoTracking().ToListAsync(cancellation);
        var courses = await db.Courses.AsNoTracking().ToListAsync(cancellation);
        var programs = await db.Programs.AsNoTracking().ToListAsync(cancellation);
        var book = RuleBook.Compile(
            [.. versions.Select(row => new PublishedRule(row.Code, row.version.Id, row.version.Number, row.Title, row.version.PublishedFrom, row.version.PublishedTo, row.version.Definition))],
            [.. achievements.Select(achievement => Facts(achievement, codes[achievement.PartnerId]))],
            new CatalogFacts([.. courses.Select(Facts)]) { Programs = [.. programs.Select(program => new ProgramFacts(program.Code, program.RequiredCourses))] });
        var approved = partners.Where(partner => partner.Quality == QualityState.Approved).Select(partner => partner.Code).ToHashSet(StringComparer.Ordinal);
        return new(institution, book, new CreditPolicy(approved, Credentials.Assurance.PartnerAsserted, institution.Zone),
            versions.ToDictionary(row => row.version.Id, row => row.version.ApprovedBy ?? "nobody"));
    }

    private static AchievementFacts Facts(Achievement achievement, string partner) => new(partner, achievement.ExternalId, achievement.Name)
    {
        SameLearning = achievement.SameLearning,
        Skills = achievement.Skills,
        Tags = achievement.Tags,
        Hours = achievement.Hours,
        AssessmentType = achievement.AssessmentType,
        Supervised = achievement.Supervised,
        IdentityChecked = achievement.IdentityChecked,
        Language = achievement.Language,
    };

    private static CourseFacts Facts(Course course) => new(course.Code, course.Credits, course.MostCredits ?? course.Credits, course.Level)
    {
        Group = course.Group,
        IsPlaceholder = course.IsPlaceholder,
        EffectiveFrom = course.EffectiveFrom,
        EffectiveTo = course.EffectiveTo,
    };
}
