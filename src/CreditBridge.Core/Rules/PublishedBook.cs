using CreditBridge.Core.Catalog;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>The rule book as it stands in the database, with the policy, and who answers for each version.</summary>
/// <param name="Approvers">By rule version: who approved it. An automatic grant names this person.</param>
public sealed record PublishedBook(
    Institution Institution,
    RuleBook Book,
    CreditPolicy Policy,
    IReadOnlyDictionary<Guid, string> Approvers,
    IReadOnlyCollection<AchievementFacts> Achievements,
    CatalogFacts Catalog)
{
    /// <summary>By rule version, retired ones among them: what earlier awards of it count as.</summary>
    public IReadOnlyDictionary<Guid, Basis> Bases { get; init; } = new Dictionary<Guid, Basis>();

    /// <param name="ruleSet">Only the rules of this set decide; empty: our own, and those of the sets in the book.</param>
    /// <exception cref="InvalidOperationException">The database holds no institution yet.</exception>
    public static async Task<PublishedBook> ReadAsync(BridgeDbContext db, CancellationToken cancellation, Guid? ruleSet = null)
    {
        var institution = await db.Institutions.AsNoTracking().SingleOrDefaultAsync(cancellation)
            ?? throw new InvalidOperationException("There is no institution yet: run 'creditbridge demo', or set one up.");
        var versions = await db.EquivalencyRules.AsNoTracking()
            .Where(rule => ruleSet != null ? rule.RuleSetId == ruleSet : rule.RuleSetId == null || db.RuleSets.Any(set => set.Id == rule.RuleSetId && set.IsInBook))
            .SelectMany(rule => rule.Versions.Where(version => version.State == RuleVersionState.Published || version.State == RuleVersionState.Superseded || version.State == RuleVersionState.Retired), (rule, version) => new { rule.Code, version })
            .ToListAsync(cancellation);
        var partners = await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).ToListAsync(cancellation);
        var codes = partners.ToDictionary(partner => partner.Id, partner => partner.Code);
        var stored = await db.Achievements.AsNoTracking().ToListAsync(cancellation);
        var courses = await db.Courses.AsNoTracking().ToListAsync(cancellation);
        var programs = await db.Programs.AsNoTracking().ToListAsync(cancellation);
        List<AchievementFacts> achievements = [.. stored.Select(achievement => Facts(achievement, codes[achievement.PartnerId]))];
        var catalog = new CatalogFacts([.. courses.Select(Facts)]) { Programs = [.. programs.Select(program => new ProgramFacts(program.Code, program.RequiredCourses) { Credits = program.Credits })] };
        var book = RuleBook.Compile([.. versions.Where(row => row.version.IsInBook).Select(row => RuleOf(row.Code, row.version))], achievements, catalog);
        var approved = Approved(partners);
        var layers = await db.PolicyLayers.AsNoTracking().ToListAsync(cancellation);
        return new(institution, book, new CreditPolicy(approved, Credentials.Assurance.PartnerAsserted, institution.Zone) { Layers = layers },
            versions.ToDictionary(row => row.version.Id, row => row.version.ApprovedBy ?? "nobody"), achievements, catalog)
        {
            Bases = versions.ToDictionary(row => row.version.Id, row => row.version.Definition.Basis.Kind),
        };
    }

    /// <summary>The partners that are Approved now: the others lead to no automatic grant.</summary>
    public static async Task<IReadOnlySet<string>> ApprovedPartnersAsync(BridgeDbContext db, CancellationToken cancellation) =>
        Approved(await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).ToListAsync(cancellation));

    /// <summary>The book as it would be with one more version published: what the version supersedes ends the day before.</summary>
    public PublishedBook With(PublishedRule next)
    {
        var before = next.From?.AddDays(-1);
        var others = Book.Rules.Where(rule => rule.Code != next.Code || rule.From < next.From)
            .Select(rule => rule.Code == next.Code && !(rule.To < next.From) ? rule with { To = before } : rule);
        return this with { Book = RuleBook.Compile([.. others, next], Achievements, Catalog) };
    }

    /// <summary>What a writer alone approved is never granted automatically.</summary>
    public static PublishedRule RuleOf(string code, RuleVersion version) => new(
        code, version.Id, version.Number, version.Title, version.PublishedFrom, version.PublishedTo,
        version.IsSelfApproved ? version.Definition with { AutoGrant = false } : version.Definition);

    private static HashSet<string> Approved(IEnumerable<Partner> partners) =>
        partners.Where(partner => partner.Quality == QualityState.Approved).Select(partner => partner.Code).ToHashSet(StringComparer.Ordinal);

    internal static AchievementFacts Facts(Achievement achievement, string partner) => new(partner, achievement.ExternalId, achievement.Name)
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

    internal static CourseFacts Facts(Course course) => new(course.Code, course.Credits, course.MostCredits ?? course.Credits, course.Level)
    {
        Group = course.Group,
        IsPlaceholder = course.IsPlaceholder,
        EffectiveFrom = course.EffectiveFrom,
        EffectiveTo = course.EffectiveTo,
    };
}
