using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>Marks what a full sweep lists, and flags what it did not list, inside the transaction of its page.</summary>
internal sealed class SweepMarking(BridgeDbContext db)
{
    /// <summary>So many may go from any list without a question.</summary>
    private const int FewGone = 10;

    /// <summary>What the sweep lists is there; what it has not listed when it ends is flagged, and nothing more: to be missing is no revocation.</summary>
    public async Task MarkAsync(IntakeSession session, DateTime sweep, bool isEnd, List<string> seen, HashSet<Guid> touched, CancellationToken cancellation)
    {
        var own = db.Credentials.Where(credential => credential.PartnerId == session.Partner.Id);
        var listed = own.Where(credential => EF.Parameter(seen).Contains(credential.ExternalId));
        await listed.ExecuteUpdateAsync(set => set.SetProperty(credential => credential.SweptAt, sweep), cancellation);
        await FlagAsync(listed, CredentialStatus.NotSeen, CredentialStatus.Active, touched, cancellation);
        if (!isEnd)
            return;
        var unlisted = own.Where(credential => !credential.IsLearnerSupplied && credential.TakenAt < sweep && (credential.SweptAt == null || credential.SweptAt < sweep));
        var (gone, all) = (await unlisted.CountAsync(credential => credential.Status == CredentialStatus.Active, cancellation), await own.CountAsync(credential => credential.Status == CredentialStatus.Active, cancellation));
        if (session.HasNameless || (gone > FewGone && gone * 2 > all))
        {
            // A list that was cut off, or came empty, looks like one from which much was deleted.
            var why = session.HasNameless ? "a record could not be read so far as to know which it is" : $"{gone:N0} of {all:N0} credentials are not on it, which looks like a fault of the source";
            await AddProblemAsync(session.RunId, $"Whether the source still lists everything is not known: {why}. Nobody was flagged.", cancellation);
            return;
        }

        var missing = await FlagAsync(unlisted, CredentialStatus.Active, CredentialStatus.NotSeen, touched, cancellation);
        await db.SyncRuns.Where(run => run.Id == session.RunId).ExecuteUpdateAsync(set => set.SetProperty(run => run.Missing, run => run.Missing + missing), cancellation);
    }

    private async Task AddProblemAsync(Guid runId, string sentence, CancellationToken cancellation)
    {
        var run = await db.SyncRuns.AsTracking().SingleAsync(row => row.Id == runId, cancellation);
        run.AddProblem(sentence);
        await db.SaveChangesAsync(cancellation);
    }

    private static async Task<int> FlagAsync(IQueryable<Credential> credentials, CredentialStatus from, CredentialStatus to, HashSet<Guid> touched, CancellationToken cancellation)
    {
        var concerned = credentials.Where(credential => credential.Status == from);
        touched.UnionWith(await concerned.Where(credential => credential.LearnerId != null).Select(credential => credential.LearnerId!.Value).Distinct().ToListAsync(cancellation));
        return await concerned.ExecuteUpdateAsync(set => set.SetProperty(credential => credential.Status, to), cancellation);
    }
}
