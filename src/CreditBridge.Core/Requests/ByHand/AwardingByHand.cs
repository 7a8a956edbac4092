using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>Opens requests for credit that no rule gives: an examination held here, a portfolio, a class that was assessed together. Who makes them does not approve them.</summary>
public sealed class AwardingByHand(BridgeDbContext db, TimeProvider time)
{
    public const int MostLearners = 500;

    /// <exception cref="IllegalMoveException">The award itself is not possible; a sentence for who typed it.</exception>
    public async Task<HandMadeCheck> CheckAsync(HandMadeAward award, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(award.Why))
            throw new IllegalMoveException("Say what was assessed, by whom and how.");
        var numbers = award.StudentNumbers.Select(number => number.Trim()).Where(number => number.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (numbers.Count is 0 or > MostLearners)
            throw new IllegalMoveException($"Name from 1 to {MostLearners} learners by student number.");
        if (award.Credits is <= 0 or > 99)
            throw new IllegalMoveException("Credits are more than 0 and at most 99.");
        var today = (await db.Institutions.AsNoTracking().SingleAsync(cancellation)).LocalDate(time.GetUtcNow().UtcDateTime);
        var content = await award.Content.ReadAsync(db, today, cancellation);
        var keys = numbers.ConvertAll(RecipientKey.StudentNumber);
        var learners = await db.Learners.AsNoTracking().Include(learner => learner.Identities).Where(learner => learner.MergedIntoId == null
            && (EF.Parameter(numbers).Contains(learner.StudentNumber) || learner.Identities.Any(identity => identity.ConfirmedAt != null && EF.Parameter(keys).Contains(identity.Key)))).ToListAsync(cancellation);
        var groups = content.CourseGroups;
        var ids = learners.ConvertAll(learner => learner.Id);
        var holding = (await db.CourseEntitlements.Where(held => EF.Parameter(ids).Contains(held.LearnerId) && held.HeldGroup != null && EF.Parameter(groups).Contains(held.HeldGroup)).Select(held => held.LearnerId).ToListAsync(cancellation)).ToHashSet();
        var passed = (await db.TranscriptEntries.Where(entry => EF.Parameter(ids).Contains(entry.LearnerId) && entry.CourseCode == content.CourseCode && (entry.State == TranscriptState.Passed || entry.State == TranscriptState.Transferred))
            .Select(entry => entry.LearnerId).ToListAsync(cancellation)).ToHashSet();
        var why = award.Why.Trim();
        var alike = (await db.RequestLines.Where(line => line.RuleVersionId == null && line.State != LineState.Declined && line.Explanation == why
                && line.CourseCode == content.CourseCode && line.ElectiveSubject == content.ElectiveSubject && line.CourseLevel == content.CourseLevel)
            .Join(db.CreditRequests.Where(request => request.Origin == RequestOrigin.Staff && request.State != RequestState.Withdrawn && EF.Parameter(ids).Contains(request.LearnerId)), line => line.RequestId, request => request.Id, (_, request) => request.LearnerId)
            .ToListAsync(cancellation)).ToHashSet();
        List<Learner> found = [];
        List<(string, string)> refused = [];
        foreach (var number in numbers)
        {
            var key = RecipientKey.StudentNumber(number);
            var learner = learners.Find(one => one.StudentNumber == number || one.Identities.Exists(identity => identity.Key == key));
            if (learner is null)
                refused.Add((number, "There is no learner of this number."));
            else if (holding.Contains(learner.Id))
                refused.Add((number, $"{learner.Name} holds credit for {content.CourseCode} already."));
            else if (passed.Contains(learner.Id))
                refused.Add((number, $"{learner.Name} has passed {content.CourseCode} already."));
            else if (alike.Contains(learner.Id))
                refused.Add((number, $"{learner.Name} was given the same before, for the same reason."));
            else if (!found.Contains(learner))
                found.Add(learner);
        }

        return new(content, AwardWords.Of(content.Kind, content.CourseCode, content.ElectiveSubject, content.CourseLevel), found, refused);
    }

    /// <param name="expected">How many learners were confirmed; if it would be another number now, nothing is done.</param>
    /// <param name="formId">Of the form that was sent: sending it twice makes the requests once.</param>
    /// <exception cref="IllegalMoveException">The award is not possible, or the count has changed.</exception>
    public async Task<int> OpenAsync(HandMadeAward award, int expected, Guid formId, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.AwardByHand);
        return await db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var tag = formId.ToString("N");
            var before = await db.RequestLines.CountAsync(line => line.AwardLineId == tag, cancellation);
            if (before > 0)
                return before;
            var check = await CheckAsync(award, cancellation);
            if (check.Found.Count != expected)
                throw new IllegalMoveException($"It would be {check.Found.Count} learners now, not {expected}: look again, then confirm.");
            var now = time.GetUtcNow().UtcDateTime;
            var institution = await db.Institutions.AsNoTracking().SingleAsync(cancellation);
            var clock = await RequestClock.ReadAsync(db, cancellation);
            var today = institution.LocalDate(now);
            var numbers = await RequestNumbers.AfterLastAsync(db, today.Year, cancellation);
            foreach (var learner in check.Found)
            {
                var request = new CreditRequest
                {
                    Number = numbers.Next(),
                    LearnerId = learner.Id,
                    Origin = RequestOrigin.Staff,
                    OpenedAt = now,
                    Statement = award.Why.Trim(),
                    PromisedOn = clock.PromisedOn(learner.Population, today),
                };
                request.Lines.Add(new RequestLine
                {
                    AwardLineId = tag,
                    Kind = check.Content.Kind,
                    CourseCode = check.Content.CourseCode,
                    CourseGroups = check.Content.CourseGroups,
                    ElectiveSubject = check.Content.ElectiveSubject,
                    CourseLevel = check.Content.CourseLevel,
                    Credits = check.Content.Credits,
                    Basis = award.Basis,
                    Explanation = award.Why.Trim(),
                    ReviewReason = $"{actor.Name} made this award by hand: somebody else approves it.",
                });
                request.Submit(now, clock.AfterWorkingDays(today, RequestClock.OfficeDays));
                request.TookPart(actor.UserId);
                request.Entries.Add(new RequestEntry { Kind = RequestEntryKind.Submitted, At = now, ByName = actor.Name, ByUserId = actor.UserId, Text = award.Why.Trim(), IsForLearner = true });
                db.CreditRequests.Add(request);
                db.AuditEntries.Add(AuditEntry.Of(actor, now, "Award made by hand", nameof(CreditRequest), request.Id, null, $"{check.Award}, {check.Content.Credits:0.###} credits, {award.Basis}", award.Why.Trim()));
            }

            return check.Found.Count;
        }, cancellation);
    }
}
