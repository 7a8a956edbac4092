using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Jobs.Settings;
using CreditBridge.Sis;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>Takes postings for one sender, and gives to a person what may not be sent any more.</summary>
public sealed class PostingClaims(BridgeDbContext db, ISisAdapter adapter, SisOptions options, PostingTrail trail, TimeProvider time)
{
    private static readonly string Owner = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Takes rows that are due for one send. What may not be posted any more (a revoked credential) goes to a person instead.</summary>
    internal async Task<List<(PostingDue Due, int Fence)>> NextAsync(Institution institution, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var due = await db.Postings.Where(posting => posting.State == PostingState.Pending && posting.NextAttemptAt <= now)
            // What takes credit back waits until it is known whether the credit arrived.
            .Where(posting => posting.ReversesPostingId == null || db.Postings.Any(taken => taken.Id == posting.ReversesPostingId
                && (taken.State == PostingState.Posted || taken.State == PostingState.OnTranscript || taken.State == PostingState.Rejected || taken.State == PostingState.Dead)))
            .Where(posting => posting.ReversesPostingId != null || db.Learners.Any(learner => learner.Id == posting.LearnerId && PostingDue.PermittedStandings.Contains(learner.Standing)))
            .OrderBy(posting => posting.NextAttemptAt).ThenBy(posting => posting.Id).Take(adapter.Capabilities.MostInBatch)
            .Select(posting => posting.Id).ToListAsync(cancellation);
        if (due.Count == 0)
            return [];
        try
        {
            return await db.TransactAsync(async () =>
            {
                db.ChangeTracker.Clear();
                var rows = await PostingDue.ReadAsync(db, institution, due, cancellation);
                var revoked = await RevokedAsync([.. rows.Select(row => row.Posting.GrantLineId)], cancellation);
                var open = (await db.Terms.Where(term => term.IsOpen).Select(term => term.Code).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
                // The database's own clock: it decides when a claim has lapsed.
                var leaseFrom = DateTime.SpecifyKind(await db.Institutions.Select(_ => DateTime.UtcNow).FirstAsync(cancellation), DateTimeKind.Utc);
                var claimed = new List<(PostingDue, int)>();
                foreach (var row in rows.Where(row => row.Posting.State == PostingState.Pending))
                {
                    var obstacle = row.Taken is not null ? ReversalObstacle(row)
                        : row.IsReversed ? "The credit was reversed before it was sent."
                        : revoked.Contains(row.Posting.GrantLineId) ? "A credential behind this credit was revoked or suspended after it was granted: it stays here until that is decided."
                        : !open.Contains(row.Posting.TermCode) ? $"Term {row.Posting.TermCode} is not open: post it again, and it goes to the term that is."
                        : null;
                    obstacle ??= row.Posting.Attempts >= options.MostAttempts ? $"Not posted after {row.Posting.Attempts} attempts. Last: {row.Posting.LastError}" : null;
                    if (obstacle is null)
                    {
                        claimed.Add((row, row.Posting.Claim(Owner, leaseFrom + options.Lease, now + options.Send)));
                        continue;
                    }

                    row.Posting.GiveUp(obstacle);
                    trail.Record(row.Posting, PostingState.Pending, "Posting given to a person");
                }

                return claimed;
            }, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another sweep claimed some of them first; the next call reads again.
            db.ChangeTracker.Clear();
            return [];
        }
    }

    private string? ReversalObstacle(PostingDue row) => row.Taken switch
    {
        PostingState.Rejected => "The student system refused the credit: there is nothing to take back.",
        PostingState.Dead => "Whether the credit arrived is not known: look there, take it back by hand if it did, then say so.",
        _ => adapter.Capabilities.CanReverse ? null : $"{adapter.Name} takes nothing back by itself: do it there by hand, then say so.",
    };

    private async Task<HashSet<Guid>> RevokedAsync(List<Guid> grantLines, CancellationToken cancellation)
    {
        var evidence = await db.GrantLines.Where(line => EF.Parameter(grantLines).Contains(line.Id))
            .Join(db.CreditGrants, line => line.GrantId, grant => grant.Id, (line, grant) => new { line.Id, grant.Evidence }).ToListAsync(cancellation);
        var ids = evidence.SelectMany(row => row.Evidence.Select(item => item.CredentialId)).Distinct().ToList();
        var revoked = (await db.Credentials.Where(credential => EF.Parameter(ids).Contains(credential.Id) && (credential.Status == CredentialStatus.Revoked || credential.Status == CredentialStatus.Suspended))
            .Select(credential => credential.Id).ToListAsync(cancellation)).ToHashSet();
        return [.. evidence.Where(row => row.Evidence.Any(item => revoked.Contains(item.CredentialId))).Select(row => row.Id)];
    }
}
