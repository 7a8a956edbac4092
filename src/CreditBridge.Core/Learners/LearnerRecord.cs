using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Learners;

/// <summary>A learner with everything a decision rests on, and the portfolio made of it for the rule engine.</summary>
/// <param name="Credentials">By id, with the partner's code and the achievement's name.</param>
public sealed record LearnerRecord(Learner Learner, IReadOnlyDictionary<Guid, (Credential Credential, string Partner, string Title)> Credentials, Portfolio Portfolio)
{
    public static async Task<List<LearnerRecord>> ReadAsync(BridgeDbContext db, PublishedBook book, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var learners = await db.Learners.AsNoTracking().Include(learner => learner.Transcript).Where(learner => EF.Parameter(ids).Contains(learner.Id)).ToListAsync(cancellation);
        var credentials = await db.Credentials.AsNoTracking().Where(credential => credential.LearnerId != null && EF.Parameter(ids).Contains(credential.LearnerId.Value))
            .Join(db.Achievements, credential => credential.AchievementId, achievement => achievement.Id, (credential, achievement) => new { credential, achievement.ExternalId, achievement.Name })
            .Join(db.Partners, row => row.credential.PartnerId, partner => partner.Id, (row, partner) => new { row.credential, row.ExternalId, row.Name, Partner = partner.Code })
            .ToListAsync(cancellation);
        var earlier = await db.CreditRequests.AsNoTracking().Where(request => EF.Parameter(ids).Contains(request.LearnerId) && request.State != RequestState.Withdrawn)
            .SelectMany(request => request.Lines, (request, line) => new { request.LearnerId, line })
            .ToListAsync(cancellation);
        // An offer that was not taken is an answer, and so is a reversal: the same evidence does not bring it back by itself.
        var over = (await db.CreditGrants.Where(grant => EF.Parameter(ids).Contains(grant.LearnerId))
            .SelectMany(grant => grant.Lines, (grant, line) => new { grant.State, line.ReversedAt, line.RequestLineId })
            .Where(row => row.ReversedAt != null || row.State == GrantState.DeclinedByLearner || row.State == GrantState.Lapsed).Select(row => row.RequestLineId).ToListAsync(cancellation)).ToHashSet();
        var terms = await db.Terms.AsNoTracking().ToDictionaryAsync(term => term.Code, term => term.StartsOn, cancellation);

        var byLearner = credentials.ToLookup(row => row.credential.LearnerId!.Value);
        var linesByLearner = earlier.ToLookup(row => row.LearnerId, row => row.line);
        return [.. learners.OrderBy(learner => learner.Id).Select(learner => new LearnerRecord(
            learner,
            byLearner[learner.Id].ToDictionary(row => row.credential.Id, row => (row.credential, row.Partner, row.Name)),
            new Portfolio(
                FactsOf(learner, terms),
                [.. byLearner[learner.Id].Select(row => FactsOf(row.credential, row.Partner, row.ExternalId, book))],
                [.. learner.Transcript.Select(entry => FactsOf(entry, terms))],
                [.. linesByLearner[learner.Id].Select(line => FactsOf(line, over.Contains(line.Id), book))])))];
    }

    private static LearnerFacts FactsOf(Learner learner, Dictionary<string, DateOnly> terms) => new(learner.Standing)
    {
        Level = learner.Level,
        Campus = learner.Campus,
        EntryTermStartsOn = learner.EntryTermCode is { } code && terms.TryGetValue(code, out var starts) ? starts : null,
        Programs = learner.ProgramCode is { } program ? [new LearnerProgram(program, learner.CatalogYear)] : [],
    };

    internal static PortfolioCredential FactsOf(Credential credential, string partner, string achievement, PublishedBook book) =>
        new(credential.Id, partner, achievement, credential.CanonicalId, credential.IssuedOn)
        {
            ExpiresOn = credential.ExpiresOn,
            RequestedOn = book.Institution.LocalDate(credential.FirstTakenAt),
            IsRequested = false,
            Status = credential.Status,
            Verification = credential.Verification,
            Assurance = credential.Assurance,
            Results = credential.Results,
            Hours = credential.Hours,
        };

    private static TranscriptCourse FactsOf(TranscriptEntry entry, Dictionary<string, DateOnly> terms) => new(entry.CourseCode, entry.State, entry.Grade)
    {
        Credits = entry.Credits,
        TermStartsOn = terms.TryGetValue(entry.TermCode, out var starts) ? starts : null,
    };

    private static EarlierAward FactsOf(RequestLine line, bool isOver, PublishedBook book) => new(
        line.RuleCode,
        line.RuleVersionId ?? Guid.Empty,
        line.AwardLineId,
        [.. line.Evidence.Select(item => item.CredentialId)],
        line.UseKeys,
        line.CourseGroups,
        line.State switch
        {
            LineState.Open => EarlierAwardState.Requested,
            _ when isOver => EarlierAwardState.Declined,
            LineState.Declined => EarlierAwardState.Declined,
            _ => EarlierAwardState.Granted,
        })
    {
        Credits = line.Credits,
        Partners = [.. line.Evidence.Select(item => item.Partner).Distinct()],
        Basis = line.Basis ?? (book.Bases.TryGetValue(line.RuleVersionId ?? Guid.Empty, out var basis) ? basis : null),
        Level = Enum.Parse<CourseLevel>(line.CourseLevel),
    };
}
