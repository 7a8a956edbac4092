using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Looks through the rules in force every night and keeps what somebody should look at; what is mended closes by itself.</summary>
public sealed class RuleHealth(BridgeDbContext db, TimeProvider time)
{
    private const int MostSubject = 400;

    /// <returns>How many findings are open.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var institution = await db.Institutions.AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (institution is null)
            return 0;
        var found = await FindAsync(institution.LocalDate(now), cancellation);
        await db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var open = await db.RuleFindings.AsTracking().Where(finding => finding.OpenKey != null).ToDictionaryAsync(finding => finding.OpenKey!, cancellation);
            foreach (var (rule, check, subject, sentence) in found)
            {
                var key = $"{rule.Id}/{check}/{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(subject)))}";
                if (open.Remove(key, out var known))
                    known.Sentence = sentence;
                else
                    db.RuleFindings.Add(new RuleFinding { RuleId = rule.Id, Check = check, Subject = subject.Length <= MostSubject ? subject : subject[..MostSubject], Sentence = sentence, OpenKey = key, FirstSeenAt = now });
            }

            foreach (var mended in open.Values)
                (mended.OpenKey, mended.ClosedAt) = (null, now);
        }, cancellation);
        return found.Count;
    }

    private async Task<List<Found>> FindAsync(DateOnly today, CancellationToken cancellation)
    {
        var rules = await db.EquivalencyRules.AsNoTracking()
            .Where(rule => rule.RuleSetId == null || db.RuleSets.Any(set => set.Id == rule.RuleSetId && set.IsInBook))
            .Select(rule => new { Rule = rule, Version = rule.Versions.Where(version => version.State == RuleVersionState.Published).OrderByDescending(version => version.Number).FirstOrDefault() })
            .Where(row => row.Version != null).ToListAsync(cancellation);
        var partners = await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).ToListAsync(cancellation);
        var codes = partners.ToDictionary(partner => partner.Id, partner => partner.Code);
        var achievements = await db.Achievements.AsNoTracking().ToListAsync(cancellation);
        var facts = achievements.Select(achievement => PublishedBook.Facts(achievement, codes[achievement.PartnerId])).ToDictionary(one => new AchievementSelector(one.Partner, one.ExternalId));
        var mapped = achievements.Where(achievement => achievement.Outcomes.Count > 0).Select(achievement => new AchievementSelector(codes[achievement.PartnerId], achievement.ExternalId)).ToHashSet();
        var courses = (await db.Courses.AsNoTracking().ToListAsync(cancellation)).Where(course => !(course.EffectiveTo < today)).Select(PublishedBook.Facts).ToDictionary(course => course.Code, StringComparer.OrdinalIgnoreCase);
        var unapproved = partners.Where(partner => partner.Quality != Partners.QualityState.Approved).ToDictionary(partner => partner.Code);

        var found = new List<Found>();
        foreach (var row in rules)
        {
            var (rule, version) = (row.Rule, row.Version!);
            List<AchievementSelector> named = [.. RuleParts.Achievements(version.Definition).Distinct()];
            var check = RuleCheck.Of(RuleContent.Of(rule, version), RuleParts.Courses(version.Definition).Select(code => courses.GetValueOrDefault(code)).OfType<CourseFacts>(), [.. named.Select(one => facts.GetValueOrDefault(one)).OfType<AchievementFacts>()]);
            found.AddRange(check.Where(problem => KindOf(problem) is not null).Select(problem => new Found(rule, KindOf(problem)!.Value, problem.Path, problem.Sentence)));
            found.AddRange(DatesOf(rule, version, today));
            if (version.Definition.AutoGrant)
                found.AddRange(named.Select(one => one.Partner).Distinct().Where(unapproved.ContainsKey)
                    .Select(partner => new Found(rule, HealthCheck.PartnerNotApproved, partner, $"{unapproved[partner].Name} is {unapproved[partner].Quality}: the rule grants nothing automatically for it.")));
            if (version.Definition.Basis.Kind is Basis.FacultyReview or Basis.Microcredential && version.Definition.Awards.Any(award => award is CourseCredit or BlockCredit or ChoiceOf))
                found.AddRange(named.Where(one => facts.ContainsKey(one) && !mapped.Contains(one))
                    .Select(one => new Found(rule, HealthCheck.OutcomeMapMissing, $"{one.Partner}/{one.Achievement}", $"Nobody has set the outcomes of {facts[one].Name} beside those of the course.")));
        }

        found.AddRange(RuleOverlap.Of([.. rules.Select(row => (row.Rule, row.Version!))]).Select(pair => new Found(pair.Rule, pair.Check, pair.Other.Code, pair.Sentence)));
        return [.. found.DistinctBy(one => (one.Rule.Id, one.Check, one.Subject))];
    }

    private static HealthCheck? KindOf(RuleProblem problem) => problem switch
    {
        { Sentence: var sentence } when sentence.EndsWith("is not in the catalogue.", StringComparison.Ordinal) => HealthCheck.CourseVanished,
        { Sentence: var sentence } when sentence.Contains("is not known", StringComparison.Ordinal) => HealthCheck.AchievementVanished,
        { Path: var path, IsWarning: false } when path.StartsWith("awards", StringComparison.Ordinal) => HealthCheck.CourseChanged,
        _ => null,
    };

    private static IEnumerable<Found> DatesOf(EquivalencyRule rule, RuleVersion version, DateOnly today)
    {
        if (version.NextReviewOn < today)
            yield return new(rule, HealthCheck.ReviewOverdue, "", $"Its review was due on {RuleWords.Day(version.NextReviewOn.Value)}.");
        if (version.Definition.Basis is { ValidTo: { } to } && to < today)
            yield return new(rule, HealthCheck.RecommendationExpired, "", $"The recommendation covers what was earned to {RuleWords.Day(to)}: nothing earned since counts.");
        else if (version.Definition.Basis.ReReviewOn < today)
            yield return new(rule, HealthCheck.RecommendationExpired, "", $"The recommendation was to be reviewed again on {RuleWords.Day(version.Definition.Basis.ReReviewOn.Value)}.");
    }

    private sealed record Found(EquivalencyRule Rule, HealthCheck Check, string Subject, string Sentence);
}
