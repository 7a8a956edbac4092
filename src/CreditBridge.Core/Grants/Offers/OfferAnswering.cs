using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants;

/// <summary>What becomes of credit that was offered, and of credit that waits for a fee.</summary>
public sealed class OfferAnswering(BridgeDbContext db, TimeProvider time)
{
    /// <summary>The learner takes it or does not.</summary>
    /// <returns>False where this learner has no such grant.</returns>
    /// <exception cref="IllegalMoveException">It was answered, or has lapsed.</exception>
    public Task<bool> AnswerAsync(Guid learnerId, Guid grantId, bool accepts, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.AskForCredit);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            if (await Read().FirstOrDefaultAsync(grant => grant.Id == grantId && grant.LearnerId == learnerId, cancellation) is not { } grant)
                return false;
            await SettleAsync(grant, accepts ? GrantState.Accepted : GrantState.DeclinedByLearner, accepts ? "You accepted this credit." : "You declined this credit.", actor, cancellation);
            return true;
        }, cancellation);
    }

    /// <summary>The fee was paid: what was accepted can be posted.</summary>
    /// <param name="receipt">What the cashier calls it.</param>
    /// <exception cref="IllegalMoveException">No fee is open.</exception>
    public Task PayFeeAsync(Guid grantId, string receipt, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.RecordFees);
        ArgumentException.ThrowIfNullOrWhiteSpace(receipt);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var grant = await Read().SingleAsync(grant => grant.Id == grantId, cancellation);
            var now = time.GetUtcNow().UtcDateTime;
            await DemandSingleAsync(grant, cancellation);
            grant.PayFee(now);
            await ReleaseAsync(grant, now, cancellation);
            Tell(grant, RequestEntryKind.FeePaid, "The fee for this credit was paid.", actor, now);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Fee recorded", nameof(CreditGrant), grant.Id, null, "Paid", receipt.Trim()));
        }, cancellation);
    }

    /// <summary>An offer whose last day is over becomes what the policy says. Inside the caller's transaction.</summary>
    internal async Task EndAsync(Guid grantId, Institution institution, CancellationToken cancellation)
    {
        var grant = await Read().SingleAsync(grant => grant.Id == grantId, cancellation);
        await SettleAsync(grant, institution.SilenceAccepts ? GrantState.Accepted : GrantState.Lapsed,
            institution.SilenceAccepts ? "You did not answer in time: as our policy says, the credit is accepted." : "You did not answer in time: the offer has lapsed. You may ask again.", Actor.Night, cancellation);
    }

    private IQueryable<CreditGrant> Read() => db.CreditGrants.AsTracking().AsSplitQuery()
        .Include(grant => grant.Uses).Include(grant => grant.Lines).ThenInclude(line => line.Posting).Include(grant => grant.Lines).ThenInclude(line => line.Entitlements);

    private async Task SettleAsync(CreditGrant grant, GrantState answer, string sentence, Actor actor, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (answer == GrantState.Accepted)
            await DemandSingleAsync(grant, cancellation);
        grant.Answer(answer, now);
        if (answer == GrantState.Accepted)
            await ReleaseAsync(grant, now, cancellation);
        else
            grant.LetGo();
        Tell(grant, RequestEntryKind.OfferAnswered, sentence, actor, now);
        db.AuditEntries.Add(AuditEntry.Of(actor, now, $"Offer {StateWord(answer)}", nameof(CreditGrant), grant.Id, nameof(GrantState.Offered), answer.ToString()));
    }

    /// <summary>Two records of one person had credit for the same: which of them stays, a person decides first.</summary>
    private async Task DemandSingleAsync(CreditGrant grant, CancellationToken cancellation)
    {
        if (await db.GrantCases.AnyAsync(row => row.GrantId == grant.Id && row.Kind == CaseKind.CreditTwice && row.State == CaseState.Open, cancellation))
            throw new IllegalMoveException("Two records of yours were made one, and this credit is on both: somebody in the office decides about it first.");
    }

    private async Task ReleaseAsync(CreditGrant grant, DateTime now, CancellationToken cancellation)
    {
        var institution = await db.Institutions.AsNoTracking().SingleAsync(cancellation);
        db.Postings.AddRange(grant.Release(await OpenTerm.CodeAsync(db, institution.LocalDate(now), cancellation), now));
    }

    private void Tell(CreditGrant grant, RequestEntryKind kind, string sentence, Actor actor, DateTime at) => db.RequestEntries.Add(new RequestEntry
    {
        RequestId = grant.RequestId,
        Kind = kind,
        At = at,
        ByName = actor.Name,
        ByUserId = actor.UserId,
        Text = sentence,
        IsForLearner = true,
    });

    private static string StateWord(GrantState answer) => answer switch
    {
        GrantState.Accepted => "accepted",
        GrantState.DeclinedByLearner => "declined",
        _ => "lapsed",
    };
}
