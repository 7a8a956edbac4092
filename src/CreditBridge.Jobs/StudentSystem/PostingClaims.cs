using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Grants.Codes;
using CreditBridge.Jobs.Settings;
using CreditBridge.Sis;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>Takes postings for one sender, and gives to a person what may not be sent any more.</summary>
public sealed class PostingClaims(BridgeDbContext db, ISisAdapter adapter, SisOptions options, PostingTrail trail, TimeProvider time)
{
    private static readonly string Owner = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>What waits is looked at this often, because a term's window may be moved; a code that is written makes it due at once.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    /// <summary>Takes rows that are due for one send. What may not be posted any more (a revoked credential) goes to a person instead, and what may not be posted yet waits.</summary>
    /// <returns>What was claimed, and how many rows were looked at.</returns>
    internal async Task<(List<(PostingDue Due, int Fence)> Claimed, int Seen)> NextAsync(Institution institution, CancellationToken cancellation)
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
            return ([], 0);
        try
        {
            var claimed = await db.TransactAsync(async () =>
            {
                db.ChangeTracker.Clear();
                var rows = await PostingDue.ReadAsync(db, institution, due, cancellation);
                var cases = await OpenCasesAsync([.. rows.Select(row => row.Posting.GrantLineId)], cancellation);
                var terms = await db.Terms.AsNoTracking().ToDictionaryAsync(term => term.Code, StringComparer.Ordinal, cancellation);
                var (book, carried) = (await CodeBook.ReadAsync(db, cancellation), Carried);
                // The database's own clock: it decides when a claim has lapsed.
                var leaseFrom = DateTime.SpecifyKind(await db.Institutions.Select(_ => DateTime.UtcNow).FirstAsync(cancellation), DateTimeKind.Utc);
                var taken = new List<(PostingDue, int)>();
                foreach (var row in rows.Where(row => row.Posting.State == PostingState.Pending))
                {
                    var obstacle = row.Taken is not null ? ReversalObstacle(row)
                        : row.IsReversed ? "The credit was reversed before it was sent."
                        : cases.TryGetValue(row.Posting.GrantLineId, out var question) ? $"{question} Decide the case, then post it again."
                        : !terms.TryGetValue(row.Posting.TermCode, out var into) || !into.TakesCredit(institution.LocalDate(now)) ? $"Term {row.Posting.TermCode} takes no credit any more: post it again, and it goes to the term that does."
                        : null;
                    obstacle ??= row.Posting.Attempts >= options.MostAttempts ? $"Not posted after {row.Posting.Attempts} attempts. Last: {row.Posting.LastError}" : null;
                    if (obstacle is null)
                    {
                        if (row.Taken is null && terms[row.Posting.TermCode].PostFrom is { } first && first > institution.LocalDate(now))
                            row.Posting.Wait($"It waits: credit is posted into term {row.Posting.TermCode} from {first:d MMM yyyy} on.", Earlier(institution.StartOf(first), now + LookAgain));
                        else if (row.Posting.Codes is null && book.GapOf(row.Codes, carried) is { } gap)
                            row.Posting.Wait(gap, now + LookAgain);
                        else
                        {
                            var codes = row.Posting.Codes ?? book.Translate(row.Codes, carried);
                            taken.Add((row.With(codes), row.Posting.Claim(Owner, leaseFrom + options.Lease, now + options.Send, codes)));
                        }

                        continue;
                    }

                    row.Posting.GiveUp(obstacle);
                    trail.Record(row.Posting, PostingState.Pending, "Posting given to a person");
                }

                return taken;
            }, cancellation);
            return (claimed, due.Count);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another sweep claimed some of them first; the next call reads again.
            db.ChangeTracker.Clear();
            return ([], 0);
        }
    }

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;

    private List<CodeKind> Carried => [.. Enum.GetValues<CodeKind>().Where(kind => adapter.Capabilities.Codes.Contains(kind.ToString()))];

    private string? ReversalObstacle(PostingDue row) => row.Taken switch
    {
        PostingState.Rejected => "The student system refused the credit: there is nothing to take back.",
        PostingState.Dead => "Whether the credit arrived is not known: look there, take it back by hand if it did, then say so.",
        _ => adapter.Capabilities.CanReverse ? null : $"{adapter.Name} takes nothing back by itself: do it there by hand, then say so.",
    };

    /// <summary>What a person has to decide first, by grant line: its credential was withdrawn, or the same credit stands twice since records were merged.</summary>
    private async Task<Dictionary<Guid, string>> OpenCasesAsync(List<Guid> grantLines, CancellationToken cancellation)
    {
        var lines = await db.GrantLines.Where(line => EF.Parameter(grantLines).Contains(line.Id))
            .Join(db.CreditGrants, line => line.GrantId, grant => grant.Id, (line, grant) => new { line.Id, line.GrantId, grant.Evidence }).ToListAsync(cancellation);
        var (grants, ids) = (lines.ConvertAll(line => line.GrantId), lines.SelectMany(line => line.Evidence.Select(item => item.CredentialId)).Distinct().ToList());
        var cases = (await db.GrantCases.AsNoTracking().Where(row => EF.Parameter(grants).Contains(row.GrantId)).ToListAsync(cancellation)).OrderBy(row => row.OpenedAt).ToLookup(row => row.GrantId);
        var withdrawn = (await db.Credentials.Where(credential => EF.Parameter(ids).Contains(credential.Id) && (credential.Status == CredentialStatus.Revoked || credential.Status == CredentialStatus.Suspended))
            .Select(credential => credential.Id).ToListAsync(cancellation)).ToHashSet();
        var held = new Dictionary<Guid, string>();
        foreach (var line in lines)
        {
            if (cases[line.GrantId].FirstOrDefault(row => row.State == CaseState.Open) is { } open)
                held[line.Id] = open.Sentence;
            // Withdrawn, and nobody was ever asked, as where the credential went to another learner since.
            else if (line.Evidence.Any(item => withdrawn.Contains(item.CredentialId) && cases[line.GrantId].All(row => row.CredentialId != item.CredentialId)))
                held[line.Id] = "A credential behind this credit was revoked or suspended after it was granted.";
        }

        return held;
    }
}
