using CreditBridge.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Requests;

/// <summary>Decides lines of the same kind with one sentence: each in a transaction of its own, and only while it is as it was on the page.</summary>
public sealed class AlikeDeciding(BridgeDbContext db, LineDeciding deciding)
{
    private const string Changed = "It has changed since the page was opened: look at it by itself.";

    /// <param name="reason">Null: approved. Else all are declined for this reason.</param>
    /// <param name="sentence">What each learner reads; needed to decline.</param>
    /// <returns>How many were decided, and a sentence for each that was not.</returns>
    /// <exception cref="IllegalMoveException">Nothing is chosen, or a 'no' has no sentence.</exception>
    public async Task<AlikeOutcome> DecideAsync(IReadOnlyCollection<AlikeLine> lines, DeclineReason? reason, string? sentence, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.DecideRequests);
        if (lines.Count == 0)
            throw new IllegalMoveException("Choose at least one line.");
        if (lines.Count > AlikeFinding.MostMembers)
            throw new IllegalMoveException($"At most {AlikeFinding.MostMembers} lines are decided at once.");
        var words = reason is null && string.IsNullOrWhiteSpace(sentence) ? null : DeskActs.Words(sentence, "Write the sentence the learners will read.");
        List<AlikeRefusal> refused = [];
        foreach (var line in lines.DistinctBy(line => line.LineId))
        {
            if (await DecideAsync(line, reason, words, actor, cancellation) is { } why)
                refused.Add(new(line.LineId, why));
        }

        return new(lines.DistinctBy(line => line.LineId).Count() - refused.Count, refused);
    }

    private async Task<string?> DecideAsync(AlikeLine seen, DeclineReason? reason, string? sentence, Actor actor, CancellationToken cancellation)
    {
        Task Check(CreditRequest request, RequestLine line, DateTime now)
        {
            line.DemandOpen();
            return line.Version == seen.Version ? CheckEvidenceAsync(line, cancellation) : throw new IllegalMoveException(Changed);
        }

        try
        {
            if (!await db.RequestLines.AnyAsync(line => line.Id == seen.LineId, cancellation))
                return "There is no such line any more.";
            if (reason is { } code)
                await deciding.DeclineAsync(seen.LineId, code, sentence!, actor, Check, cancellation);
            else
                await deciding.ApproveAsync(seen.LineId, new LineApproval(Reason: sentence), actor, Check, null, cancellation);
            return null;
        }
        catch (IllegalMoveException refused)
        {
            return refused.Message;
        }
        catch (DbUpdateConcurrencyException)
        {
            return "Somebody else decided it in the same moment.";
        }
        catch (DbUpdateException)
        {
            return "The learner holds this credit already, or the credential is used up by another grant: it cannot be granted twice.";
        }
    }

    private async Task CheckEvidenceAsync(RequestLine line, CancellationToken cancellation)
    {
        var ids = line.Evidence.ConvertAll(item => item.CredentialId);
        var stored = await db.Credentials.Where(credential => EF.Parameter(ids).Contains(credential.Id)).Select(credential => new { credential.Id, credential.PayloadSha256 }).ToListAsync(cancellation);
        if (line.Evidence.Exists(item => !stored.Exists(credential => credential.Id == item.CredentialId && credential.PayloadSha256 == item.PayloadSha256)))
            throw new IllegalMoveException("Its evidence has changed: look at it by itself.");
    }
}
