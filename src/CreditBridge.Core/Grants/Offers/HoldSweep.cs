using CreditBridge.Core.Letters;
using CreditBridge.Core.Night;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants;

/// <summary>What time and the student record changed about credit that is held: conditions met, offers that end. One transaction each, under the night's lease.</summary>
public sealed class HoldSweep(BridgeDbContext db, OfferAnswering offers, LetterWriting letters, TimeProvider time)
{
    /// <summary>Days before an offer ends that its learner is reminded.</summary>
    private const int Reminder = 3;

    /// <returns>A sentence for each that could not be settled; it is tried again next night.</returns>
    public async Task<List<string>> SweepAsync(NightLease lease, CancellationToken cancellation)
    {
        var problems = new List<string>();
        var institution = await db.Institutions.AsNoTracking().SingleAsync(cancellation);
        var conditions = new ConditionMeeting(db, letters, time);
        foreach (var request in await conditions.FindAsync(cancellation))
            await TryAsync(lease, "A request whose condition is met", request.Key, () => conditions.MeetAsync(request.Key, request, institution, cancellation), problems, cancellation);

        var today = institution.LocalDate(time.GetUtcNow().UtcDateTime);
        foreach (var grant in await db.CreditGrants.Where(grant => grant.State == GrantState.Offered && grant.AnswerDueOn < today).OrderBy(grant => grant.Id).Select(grant => grant.Id).ToListAsync(cancellation))
            await TryAsync(lease, "An offer that has ended", grant, () => offers.EndAsync(grant, institution, cancellation), problems, cancellation);

        var soon = today.AddDays(Reminder);
        var ending = db.CreditGrants.Where(grant => grant.State == GrantState.Offered && grant.AnswerDueOn <= soon && !db.Letters.Any(letter => letter.RequestId == grant.RequestId && letter.Event == LetterEvent.OfferEndsSoon));
        foreach (var request in await ending.Select(grant => grant.RequestId).Distinct().ToListAsync(cancellation))
            await TryAsync(lease, "A reminder", request, () => RemindAsync(request, cancellation), problems, cancellation);
        return problems;
    }

    private async Task RemindAsync(Guid requestId, CancellationToken cancellation)
    {
        var request = await db.CreditRequests.AsNoTracking().SingleAsync(request => request.Id == requestId, cancellation);
        var learner = await db.Learners.AsNoTracking().SingleAsync(learner => learner.Id == request.LearnerId, cancellation);
        var offered = await db.CreditGrants.AsNoTracking().Include(grant => grant.Lines).Where(grant => grant.RequestId == requestId && grant.State == GrantState.Offered).ToListAsync(cancellation);
        await letters.ToLearnerAsync(LetterEvent.OfferEndsSoon, learner, request, Granted.ValuesOf(offered), cancellation);
    }

    private async Task TryAsync(NightLease lease, string what, Guid id, Func<Task> act, List<string> problems, CancellationToken cancellation)
    {
        try
        {
            await db.TransactAsync(async () =>
            {
                db.ChangeTracker.Clear();
                await lease.HoldAsync(db, cancellation);
                await act();
            }, cancellation);
        }
        catch (Exception problem) when (problem is DbUpdateException or IllegalMoveException)
        {
            // The learner answered in the same moment, or holds the credit by now.
            db.ChangeTracker.Clear();
            problems.Add($"{what} ({id}) could not be settled: {problem.GetBaseException().Message}");
        }
    }
}
