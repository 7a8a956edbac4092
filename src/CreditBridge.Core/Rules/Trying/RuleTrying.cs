using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>
/// Tries a draft as it is being written: compiled alone, with only the facts that it and the learner name, so that the answer takes no longer when the book
/// holds ten thousand rules. Other rules are not asked: the impact shows how they play together.
/// </summary>
public sealed class RuleTrying(BridgeDbContext db, TimeProvider time)
{
    public const int MostTrials = 5;

    /// <summary>Where a pattern looks for credentials that fit it.</summary>
    private const int Newest = 2000;

    /// <param name="versionId">Of the draft.</param>
    public async Task<IReadOnlyList<RuleTrial>> OfLearnersAsync(string code, Guid versionId, RuleContent content, IReadOnlyCollection<Guid> learners, CancellationToken cancellation)
    {
        var stub = await StubAsync(cancellation);
        var records = await LearnerRecord.ReadAsync(db, stub, learners, cancellation);
        return await TryAsync(stub, code, versionId, content, [.. records.Select(record => new Subject(record.Learner, null, record.Portfolio))], cancellation);
    }

    /// <summary>Each credential with the whole record of its learner; one that is matched to nobody, by itself.</summary>
    public async Task<IReadOnlyList<RuleTrial>> OfCredentialsAsync(string code, Guid versionId, RuleContent content, IReadOnlyCollection<Guid> credentials, CancellationToken cancellation)
    {
        var stub = await StubAsync(cancellation);
        var rows = await db.Credentials.AsNoTracking().Where(credential => EF.Parameter(credentials).Contains(credential.Id))
            .Join(db.Achievements, credential => credential.AchievementId, achievement => achievement.Id, (credential, achievement) => new { credential, achievement.ExternalId, achievement.Name })
            .Join(db.Partners, row => row.credential.PartnerId, partner => partner.Id, (row, partner) => new { row.credential, row.ExternalId, row.Name, partner.Code })
            .ToListAsync(cancellation);
        var learners = rows.Select(row => row.credential.LearnerId).OfType<Guid>().Distinct().ToList();
        var records = (await LearnerRecord.ReadAsync(db, stub, learners, cancellation)).ToDictionary(record => record.Learner.Id);
        var subjects = rows.OrderByDescending(row => row.credential.Id).Select(row => row.credential.LearnerId is { } learner
            ? new Subject(records[learner].Learner, row.Name, records[learner].Portfolio)
            : new Subject(null, row.Name, new Portfolio(new LearnerFacts(LearnerStanding.Enrolled), [LearnerRecord.FactsOf(row.credential, row.Code, row.ExternalId, stub)], [], [])));
        return await TryAsync(stub, code, versionId, content, [.. subjects.DistinctBy(subject => (object?)subject.Learner ?? subject)], cancellation);
    }

    /// <summary>The newest credentials of the achievements that the draft names.</summary>
    public async Task<IReadOnlyList<Guid>> NewestAsync(RuleDefinition definition, CancellationToken cancellation)
    {
        var named = (await AchievementsAsync([.. RuleParts.Achievements(definition)], cancellation)).Select(row => row.Achievement).ToList();
        var groups = named.Select(achievement => achievement.SameLearning).OfType<string>().Distinct().ToList();
        var ids = named.Select(achievement => achievement.Id).ToHashSet();
        if (groups.Count > 0)
            ids.UnionWith(await db.Achievements.Where(achievement => achievement.SameLearning != null && EF.Parameter(groups).Contains(achievement.SameLearning)).Select(achievement => achievement.Id).ToListAsync(cancellation));
        var newest = await NewestAsync(ids, cancellation);
        return newest.Count > 0 ? newest : await FittingAsync(definition, cancellation);
    }

    public async Task<IReadOnlyList<Guid>> NewestAsync(IReadOnlyCollection<Guid> achievements, CancellationToken cancellation) =>
        achievements.Count == 0 ? [] : await db.Credentials.Where(credential => EF.Parameter(achievements).Contains(credential.AchievementId))
            .OrderByDescending(credential => credential.Id).Take(MostTrials).Select(credential => credential.Id).ToListAsync(cancellation);

    private async Task<IReadOnlyList<Guid>> FittingAsync(RuleDefinition definition, CancellationToken cancellation)
    {
        var patterns = new PatternIndex();
        foreach (var pattern in RuleParts.Leaves(definition).Select(leaf => leaf.Selector).OfType<PatternSelector>().Distinct())
            patterns.Intern(pattern);
        if (patterns.Count == 0)
            return [];
        var newest = await db.Credentials.OrderByDescending(credential => credential.Id).Take(Newest).Select(credential => new { credential.Id, credential.AchievementId }).ToListAsync(cancellation);
        var ids = newest.Select(row => row.AchievementId).Distinct().ToList();
        var partners = await db.Partners.AsNoTracking().ToDictionaryAsync(partner => partner.Id, partner => partner.Code, cancellation);
        var fitting = (await db.Achievements.AsNoTracking().Where(achievement => EF.Parameter(ids).Contains(achievement.Id)).ToListAsync(cancellation))
            .Where(achievement => patterns.Fitting(PublishedBook.Facts(achievement, partners[achievement.PartnerId])).Count > 0).Select(achievement => achievement.Id).ToHashSet();
        return [.. newest.Where(row => fitting.Contains(row.AchievementId)).Take(MostTrials).Select(row => row.Id)];
    }

    private async Task<IReadOnlyList<RuleTrial>> TryAsync(PublishedBook stub, string code, Guid versionId, RuleContent content, IReadOnlyList<Subject> subjects, CancellationToken cancellation)
    {
        var definition = content.Definition;
        var keys = subjects.SelectMany(subject => subject.Portfolio.Credentials).Select(credential => new AchievementSelector(credential.Partner, credential.Achievement));
        var achievements = await AchievementsAsync([.. RuleParts.Achievements(definition).Concat(keys).Distinct()], cancellation);
        var programs = subjects.SelectMany(subject => subject.Portfolio.Learner.Programs).Select(program => program.Code).Distinct().ToList();
        var required = await db.Programs.AsNoTracking().Where(program => EF.Parameter(programs).Contains(program.Code)).ToListAsync(cancellation);
        var named = RuleParts.Courses(definition).Concat(subjects.SelectMany(subject => subject.Portfolio.Courses).Select(course => course.Course))
            .Concat(required.SelectMany(program => program.RequiredCourses)).Distinct().ToList();
        var courses = await db.Courses.AsNoTracking().Where(course => EF.Parameter(named).Contains(course.Code)).ToListAsync(cancellation);
        var catalog = new CatalogFacts([.. courses.Select(PublishedBook.Facts)]) { Programs = [.. required.Select(program => new ProgramFacts(program.Code, program.RequiredCourses))] };
        var rule = new PublishedRule(code, versionId, 0, content.Title, null, null, definition);
        var book = RuleBook.Compile([rule], [.. achievements.Select(row => PublishedBook.Facts(row.Achievement, row.Partner))], catalog);
        var today = stub.Policy.DayOf(time.GetUtcNow().UtcDateTime);
        return
        [
            .. subjects.Select(subject => new RuleTrial(
                subject.Learner, subject.Title,
                RuleEngine.Evaluate(book, subject.Portfolio with { Earlier = [.. subject.Portfolio.Earlier.Where(earlier => earlier.RuleCode != code)] }, stub.Policy, today).Decisions,
                RuleEngine.Evaluate(book, subject.Portfolio with { Earlier = [] }, stub.Policy, today).Decisions,
                subject.Portfolio.Earlier.Any(earlier => earlier.RuleCode == code))),
        ];
    }

    /// <summary>By partner and id, as the index has them.</summary>
    private async Task<List<(Achievement Achievement, string Partner)>> AchievementsAsync(IReadOnlyCollection<AchievementSelector> keys, CancellationToken cancellation)
    {
        var codes = keys.Select(key => key.Partner).Distinct().ToList();
        var partners = await db.Partners.AsNoTracking().Where(partner => EF.Parameter(codes).Contains(partner.Code)).ToDictionaryAsync(partner => partner.Id, partner => partner.Code, cancellation);
        var (ids, external) = (partners.Keys.ToList(), keys.Select(key => key.Achievement).Distinct().ToList());
        var found = await db.Achievements.AsNoTracking().Where(achievement => EF.Parameter(ids).Contains(achievement.PartnerId) && EF.Parameter(external).Contains(achievement.ExternalId)).ToListAsync(cancellation);
        return [.. found.Select(achievement => (achievement, partners[achievement.PartnerId]))];
    }

    /// <summary>Institution and policy; no rules.</summary>
    private async Task<PublishedBook> StubAsync(CancellationToken cancellation)
    {
        var institution = await db.Institutions.AsNoTracking().SingleAsync(cancellation);
        var partners = await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).ToListAsync(cancellation);
        var approved = partners.Where(partner => partner.Quality == QualityState.Approved).Select(partner => partner.Code).ToHashSet(StringComparer.Ordinal);
        var catalog = new CatalogFacts([]);
        return new(institution, RuleBook.Compile([], [], catalog), new CreditPolicy(approved, Assurance.PartnerAsserted, institution.Zone), new Dictionary<Guid, string>(), [], catalog);
    }

    private sealed record Subject(Learner? Learner, string? Title, Portfolio Portfolio);
}
