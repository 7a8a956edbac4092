using System.Text.Json;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Credentials.Verifying;
using CreditBridge.OpenBadges;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Says what credentials might give, to anybody: the same engine and the same sentences as for a learner, on a portfolio made for the question. Nothing is written.</summary>
public sealed class Estimating(BridgeDbContext db, IDocumentSource documents, TimeProvider time)
{
    public const int MostPicks = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<Estimate> OfAsync(EstimateAsk ask, CancellationToken cancellation)
    {
        var book = await PublishedBook.ReadAsync(db, cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var today = book.Institution.LocalDate(now);
        var problems = new List<string>();
        var (asked, titles) = await PickedAsync(ask.Picks, cancellation);
        var reading = new PortfolioReading(await PartnerNames.ReadAsync(db, cancellation), book, today);
        var programs = ask.Program is { Length: > 0 } program ? [program] : Array.Empty<string>();
        var portfolio = reading.Read(new AskedPortfolio(asked) { Learner = new AskedLearner { Programs = programs } });
        problems.AddRange(reading.Problems);
        var credentials = portfolio.Credentials.Select((credential, i) => (Credential: credential, Title: titles[i])).ToList();
        foreach (var given in Given(ask))
        {
            var (badges, problem) = await BadgesAsync(given, credentials.Count, now, cancellation);
            credentials.AddRange(badges);
            if (problem is not null)
                problems.Add(problem);
        }

        var decisions = RuleEngine.Evaluate(book.Book, portfolio with { Credentials = [.. credentials.Select(pair => pair.Credential)] }, book.Policy, today).Decisions;
        var required = book.Catalog.Programs.Where(row => programs.Contains(row.Code)).SelectMany(row => row.RequiredCourses).ToHashSet(StringComparer.Ordinal);
        var lines = decisions.Where(IsGiven).SelectMany(decision => decision.Lines.Where(line => AwardLines.IsGiven(line.State))).ToList();
        var elective = lines.Where(line => line.Award is ElectiveCredit).Sum(line => line.Credits);
        var towards = lines.Where(line => line.Award is not ElectiveCredit && line.Courses.Concat(line.Options.SelectMany(option => option.Courses)).Any(required.Contains)).Sum(line => line.Credits);
        return new([.. credentials.Select(pair => ItemOf(pair.Credential, pair.Title, decisions))], towards, lines.Sum(line => line.Credits) - towards - elective, elective, problems);
    }

    private async Task<(List<AskedCredential> Asked, List<string> Titles)> PickedAsync(IReadOnlyList<EstimateAsk.Pick> picks, CancellationToken cancellation)
    {
        var ids = picks.Select(pick => pick.Achievement).ToList();
        var found = await db.Achievements.AsNoTracking().Where(achievement => EF.Parameter(ids).Contains(achievement.Id))
            .Join(db.Partners, achievement => achievement.PartnerId, partner => partner.Id, (achievement, partner) => new { achievement.Id, achievement.ExternalId, achievement.Name, partner.Code }).ToDictionaryAsync(row => row.Id, cancellation);
        var known = picks.DistinctBy(pick => pick.Achievement).Where(pick => found.ContainsKey(pick.Achievement)).Take(MostPicks).ToList();
        return ([.. known.Select(pick => new AskedCredential(found[pick.Achievement].Code, found[pick.Achievement].ExternalId)
        {
            IssuedOn = pick.IssuedOn,
            Score = string.IsNullOrWhiteSpace(pick.Result) ? null : JsonSerializer.SerializeToElement(pick.Result.Trim()),
        })], [.. known.Select(pick => found[pick.Achievement].Name)]);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Given(EstimateAsk ask)
    {
        if (!string.IsNullOrWhiteSpace(ask.Link))
            yield return BadgeFetching.OfText(ask.Link);
        if (ask.File is { } file)
            yield return file;
    }

    /// <summary>The credentials that a link or file holds. Their signatures are not checked here: that is for when somebody adds one.</summary>
    private async Task<(IReadOnlyList<(PortfolioCredential, string)> Badges, string? Problem)> BadgesAsync(ReadOnlyMemory<byte> given, int before, DateTime now, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var (_, text) = await new BadgeFetching(documents).OpenAsync(given, patience.Token);
            var records = BadgeReading.Read(CredentialFile.OfText(text), "estimate", now);
            var register = await IssuerRegister.ReadAsync(db, cancellation);
            var codes = await db.Partners.ToDictionaryAsync(partner => partner.Id, partner => partner.Code, cancellation);
            var taken = records.OfType<IncomingRecord.Taken>().Take(MostPicks).Select((record, i) => (
                new PortfolioCredential(new Guid(before + i + 1, 1, 0, new byte[8]), register.PartnerOf(record.Badge?.IssuerId) is { } partner ? codes[partner] : "", record.AchievementExternalId, record.CanonicalId, record.IssuedOn)
                {
                    ExpiresOn = record.ExpiresOn,
                    Results = record.Results,
                    Verification = VerificationState.NotSigned,
                    Assurance = Assurance.PartnerAsserted,
                },
                record.AchievementName ?? record.AchievementExternalId)).ToList();
            return (taken, records.OfType<IncomingRecord.Refused>().FirstOrDefault()?.Sentence);
        }
        catch (FormatException problem)
        {
            return ([], problem.Message);
        }
        catch (DocumentUnavailableException problem)
        {
            return ([], $"The link could not be read: {problem.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ([], "The link did not answer in time. Try again, or drop the file.");
        }
    }

    private static bool IsGiven(RuleDecision decision) => decision.Outcome is RuleOutcome.Grant or RuleOutcome.Request;

    private static Estimate.Item ItemOf(PortfolioCredential credential, string title, IReadOnlyList<RuleDecision> decisions)
    {
        var touching = decisions.Where(decision => decision.Credentials.Any(used => used.Id == credential.Id)).ToList();
        var given = touching.FindAll(decision => IsGiven(decision) || decision.AsksPerson);
        if (given.Count > 0)
        {
            var answer = given.TrueForAll(decision => decision.Outcome == RuleOutcome.Grant) ? EstimateAnswer.Yes : EstimateAnswer.Maybe;
            return new(title, answer, [.. given.SelectMany(AnsweredAward.Of).Select(Words)], [.. given.SelectMany(decision => decision.Reasons.Concat(Sentences(decision))).Distinct()]);
        }

        var near = touching.Concat(decisions.Where(decision => IsAbout(decision.Requirement, credential.Id))).DistinctBy(decision => decision.RuleCode).ToList();
        if (near.Exists(WaitsForResult))
            return new(title, EstimateAnswer.Maybe, [], [.. near.Where(WaitsForResult).SelectMany(Sentences).Prepend("Say the result you had: it decides.").Distinct()]);
        return new(title, EstimateAnswer.No, [], near.Count > 0
            ? [.. near.SelectMany(Sentences).Distinct()]
            : ["No published rule names it yet. That is not a ‘no’ from a person: you can ask one to look."]);
    }

    private static IEnumerable<string> Sentences(RuleDecision decision) => decision.Explanation.Split('\n');

    private static string Words(AnsweredAward award) => award.Kind == "exemption" ? $"{award.Course} need not be taken" : $"{award.Course ?? "Elective"}, {Wording.Credits(award.Credits)}";

    /// <summary>All that stands against it is that no result was given.</summary>
    private static bool WaitsForResult(RuleDecision decision)
    {
        var unmet = Leaves(decision.Requirement).Where(condition => !condition.Met).ToList();
        return unmet.Count > 0 && unmet.TrueForAll(condition => condition is { Kind: ConditionKind.Result, Seen: "" });
    }

    private static IEnumerable<ExplainedCondition> Leaves(ExplainedCondition condition) => condition.Parts.Count == 0 ? [condition] : condition.Parts.SelectMany(Leaves);

    private static bool IsAbout(ExplainedCondition condition, Guid credential) => condition.CredentialId == credential || condition.Parts.Any(part => IsAbout(part, credential));
}
