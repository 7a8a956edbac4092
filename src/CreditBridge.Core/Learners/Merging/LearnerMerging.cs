using System.Linq.Expressions;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Cases;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Learners;

/// <summary>
/// Makes two records of one person one. What the merged record has goes to the kept one; its numbers stay as aliases, posting keys as they are. Credit that both have becomes a
/// case for a person: nothing is taken away here.
/// </summary>
public sealed class LearnerMerging(BridgeDbContext db, TimeProvider time)
{
    /// <exception cref="IllegalMoveException">They are the same record, or one of them was merged before; a sentence for who asked.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody changed one of them in the same moment.</exception>
    public Task<Guid> MergeAsync(Guid keptId, Guid mergedId, string why, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.MergeLearners);
        if (keptId == mergedId)
            throw new IllegalMoveException("This is one record: choose another to merge with it.");
        if (string.IsNullOrWhiteSpace(why))
            throw new IllegalMoveException("Say what shows that they are one person.");
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var kept = await db.Learners.AsTracking().SingleAsync(learner => learner.Id == keptId, cancellation);
            var merged = await db.Learners.AsTracking().SingleAsync(learner => learner.Id == mergedId, cancellation);
            foreach (var learner in (ReadOnlySpan<Learner>)[kept, merged])
            {
                if (learner.MergedIntoId is not null)
                    throw new IllegalMoveException($"{learner.StudentNumber} was merged into another record before: undo that first.");
            }

            var moved = await ReleaseDoublesAsync(kept, merged, actor, now, cancellation);
            moved.AddRange(await DisableSecondAccountAsync(kept, merged, now, cancellation));
            moved.AddRange(await MoveAsync(merged.Id, kept.Id, null, cancellation));
            (merged.MergedIntoId, merged.EvaluationDueAt, kept.EvaluationDueAt) = (kept.Id, null, now);
            if (merged.Name != kept.Name)
                kept.FormerNames = $"{kept.FormerNames} {merged.Name}".Trim();
            var merge = new LearnerMerge { KeptId = kept.Id, MergedId = merged.Id, Why = why.Trim(), MadeBy = actor.Name, MadeAt = now, Moved = moved };
            db.LearnerMerges.Add(merge);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Learners merged", nameof(Learner), kept.Id, merged.StudentNumber, kept.StudentNumber, merge.Why));
            return merge.Id;
        }, cancellation);
    }

    /// <summary>They were two people after all: what had moved goes back. What came to the kept record since stays there.</summary>
    /// <exception cref="IllegalMoveException">It was undone already.</exception>
    public Task UndoAsync(Guid mergeId, string why, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.MergeLearners);
        if (string.IsNullOrWhiteSpace(why))
            throw new IllegalMoveException("Say what shows that they are two people.");
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var merge = await db.LearnerMerges.AsTracking().SingleAsync(merge => merge.Id == mergeId, cancellation);
            merge.Undo(actor.Name, now);
            var kept = await db.Learners.AsTracking().SingleAsync(learner => learner.Id == merge.KeptId, cancellation);
            var merged = await db.Learners.AsTracking().SingleAsync(learner => learner.Id == merge.MergedId, cancellation);
            await MoveAsync(kept.Id, merged.Id, [.. merge.Moved.Select(row => row.Id)], cancellation);
            var released = merge.Moved.Where(row => row.Released is not null).Select(row => row.Id).ToList();
            // Back with their own learner nothing else holds them, as long as the credit is still in force.
            (await db.CredentialUses.AsTracking().Where(use => EF.Parameter(released).Contains(use.Id) && db.CreditGrants.Any(grant => grant.Id == use.GrantId && (grant.State == GrantState.Offered || grant.State == GrantState.Accepted) && grant.Lines.Any(line => line.ReversedAt == null))).ToListAsync(cancellation)).ForEach(use => use.Hold());
            (await db.CourseEntitlements.AsTracking().Where(held => EF.Parameter(released).Contains(held.Id) && db.GrantLines.Any(line => line.Id == held.GrantLineId && line.ReversedAt == null && db.CreditGrants.Any(grant => grant.Id == line.GrantId && (grant.State == GrantState.Offered || grant.State == GrantState.Accepted)))).ToListAsync(cancellation)).ForEach(held => held.Hold());
            (await db.Users.AsTracking().Where(user => EF.Parameter(released).Contains(user.Id)).ToListAsync(cancellation)).ForEach(user => user.DisabledAt = null);
            (merged.MergedIntoId, merged.EvaluationDueAt, kept.EvaluationDueAt) = (null, now, now);
            if (merged.Name != kept.Name && kept.FormerNames.EndsWith(merged.Name, StringComparison.Ordinal))
                kept.FormerNames = kept.FormerNames[..^merged.Name.Length].Trim();
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Merge undone", nameof(Learner), kept.Id, kept.StudentNumber, merged.StudentNumber, why.Trim()));
        }, cancellation);
    }

    /// <summary>What both hold is held once: the merged record's part is released, and a case asks a person about each grant behind it.</summary>
    private async Task<List<MovedRow>> ReleaseDoublesAsync(Learner kept, Learner merged, Actor actor, DateTime now, CancellationToken cancellation)
    {
        var uses = await db.CredentialUses.AsTracking().Where(use => use.LearnerId == merged.Id && use.HeldKey != null && db.CredentialUses.Any(other => other.LearnerId == kept.Id && other.HeldKey == use.HeldKey)).ToListAsync(cancellation);
        var courses = await db.CourseEntitlements.AsTracking().Where(held => held.LearnerId == merged.Id && held.HeldGroup != null && db.CourseEntitlements.Any(other => other.LearnerId == kept.Id && other.HeldGroup == held.HeldGroup)).ToListAsync(cancellation);
        List<MovedRow> released = [.. uses.Select(use => new MovedRow(nameof(CredentialUse), use.Id, use.HeldKey)), .. courses.Select(held => new MovedRow(nameof(CourseEntitlement), held.Id, held.HeldGroup))];
        uses.ForEach(use => use.Release());
        courses.ForEach(held => held.Release());
        var lines = courses.ConvertAll(held => held.GrantLineId);
        var grants = uses.ConvertAll(use => use.GrantId);
        var doubled = await db.CreditGrants.AsNoTracking().Where(grant => EF.Parameter(grants).Contains(grant.Id) || grant.Lines.Any(line => EF.Parameter(lines).Contains(line.Id))).ToListAsync(cancellation);
        foreach (var grant in doubled)
        {
            var credential = grant.Evidence.Count > 0 ? grant.Evidence[0].CredentialId : (Guid?)null;
            var opened = GrantCase.Open(grant.Id, credential, CaseKind.CreditTwice,
                $"{merged.StudentNumber} and {kept.StudentNumber} are one person, and each has credit for the same. This credit was {merged.StudentNumber}'s. It stays as it is until somebody has decided.", now);
            if (await db.GrantCases.AnyAsync(row => row.OpenKey == opened.OpenKey, cancellation))
                continue;
            db.GrantCases.Add(opened);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Case opened", nameof(GrantCase), opened.Id, null, nameof(CaseState.Open), opened.Sentence));
        }

        await db.SaveChangesAsync(cancellation);
        return released;
    }

    /// <summary>One person has one account: where both have one, the merged record's signs nobody in any more.</summary>
    private async Task<List<MovedRow>> DisableSecondAccountAsync(Learner kept, Learner merged, DateTime now, CancellationToken cancellation)
    {
        // A wallet was opened by whoever had that record: with the one that is kept it is connected again.
        await db.WalletConnections.Where(wallet => wallet.LearnerId == merged.Id && wallet.EndedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(wallet => wallet.EndedAt, now).SetProperty(wallet => wallet.DueAt, (DateTime?)null).SetProperty(wallet => wallet.Secrets, ""), cancellation);
        if (!await db.Users.AnyAsync(user => user.LearnerId == kept.Id && user.DisabledAt == null, cancellation))
            return [];
        var second = await db.Users.AsTracking().Where(user => user.LearnerId == merged.Id && user.DisabledAt == null).ToListAsync(cancellation);
        second.ForEach(user => user.DisabledAt = now);
        await db.SaveChangesAsync(cancellation);
        return second.ConvertAll(user => new MovedRow(nameof(User), user.Id, "disabled"));
    }

    /// <summary>Everything that names its learner and is not a record of what was said or done at a time.</summary>
    /// <param name="only">Null: all.</param>
    private async Task<List<MovedRow>> MoveAsync(Guid from, Guid to, HashSet<Guid>? only, CancellationToken cancellation)
    {
        List<MovedRow> moved = [];
        await RowsAsync(db.Credentials, row => row.LearnerId == from, row => row.Id, ids => db.Credentials.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.LearnerId, to), cancellation));
        await RowsAsync(db.LearnerIdentities, row => row.LearnerId == from, row => row.Id, ids => db.LearnerIdentities.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.LearnerId, to), cancellation));
        await RowsAsync(db.TranscriptEntries, row => row.LearnerId == from, row => row.Id, ids => db.TranscriptEntries.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.LearnerId, to), cancellation));
        await RowsAsync(db.CreditRequests, row => row.LearnerId == from, row => row.Id, ids => db.CreditRequests.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.LearnerId, to).SetProperty(row => row.Version, row => row.Version + 1), cancellation));
        await RowsAsync(db.CreditGrants, row => row.LearnerId == from, row => row.Id, ids => db.CreditGrants.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.LearnerId, to).SetProperty(row => row.Version, row => row.Version + 1), cancellation));
        await RowsAsync(db.CredentialUses, row => row.LearnerId == from, row => row.Id, ids => db.CredentialUses.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.LearnerId, to), cancellation));
        await RowsAsync(db.CourseEntitlements, row => row.LearnerId == from, row => row.Id, ids => db.CourseEntitlements.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.LearnerId, to), cancellation));
        await RowsAsync(db.Awards, row => row.LearnerId == from, row => row.Id, ids => db.Awards.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.LearnerId, to), cancellation));
        await RowsAsync(db.Postings, row => row.LearnerId == from, row => row.Id, ids => db.Postings.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.LearnerId, to).SetProperty(row => row.Version, row => row.Version + 1), cancellation));
        await RowsAsync(db.Consents, row => row.LearnerId == from, row => row.Id, ids => db.Consents.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.LearnerId, to), cancellation));
        await RowsAsync(db.CorrectionAsks, row => row.LearnerId == from, row => row.Id, ids => db.CorrectionAsks.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.LearnerId, to), cancellation));
        await RowsAsync(db.Users, row => row.LearnerId == from, row => row.Id, ids => db.Users.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.LearnerId, to), cancellation));
        return moved;

        async Task RowsAsync<T>(DbSet<T> rows, Expression<Func<T, bool>> isFrom, Expression<Func<T, Guid>> id, Func<List<Guid>, Task<int>> move) where T : class
        {
            var ids = (await rows.Where(isFrom).Select(id).ToListAsync(cancellation)).FindAll(row => only?.Contains(row) ?? true);
            foreach (var some in ids.Chunk(500))
                await move([.. some]);
            moved.AddRange(ids.Select(row => new MovedRow(typeof(T).Name, row)));
        }
    }
}
