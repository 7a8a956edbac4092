using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Changes the layers of the policy. What was granted stays as it was; learners whom the change concerns are evaluated anew.</summary>
public sealed class PolicyLayers(BridgeDbContext db, TimeProvider time)
{
    /// <param name="code">Of the programme or partner; empty for the institution.</param>
    /// <param name="version">That of the layer as it was read; 0 for a new one.</param>
    /// <exception cref="IllegalMoveException">The content can't hold, or there is no such programme or partner: a sentence for the person who typed it.</exception>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed the layer meanwhile.</exception>
    public Task SaveAsync(PolicyScope scope, string code, PolicyContent content, int version, string why, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditPolicy);
        if (PolicyProblems.Of(scope, code, content) is [var problem, ..])
            throw new IllegalMoveException(problem);
        if (string.IsNullOrWhiteSpace(why))
            throw new IllegalMoveException("Say why the policy changes.");
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await DemandKnownAsync(scope, code, cancellation);
            var now = time.GetUtcNow().UtcDateTime;
            var layer = await db.PolicyLayers.AsTracking().SingleOrDefaultAsync(layer => layer.Scope == scope && layer.ScopeCode == code, cancellation);
            var before = layer is null ? null : PolicyJson.Serialize(layer.Content);
            if (layer is null)
                db.PolicyLayers.Add(layer = new PolicyLayer { Scope = scope, ScopeCode = code });
            else
                db.Entry(layer).Property(each => each.Version).OriginalValue = version;
            layer.Content = content;
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Policy changed", nameof(PolicyLayer), layer.Id, before, PolicyJson.Serialize(content), why.Trim()));
            await ConcernedBy(scope, code).ExecuteUpdateAsync(set => set.SetProperty(learner => learner.EvaluationDueAt, now), cancellation);
        }, cancellation);
    }

    private IQueryable<Learners.Learner> ConcernedBy(PolicyScope scope, string code) => scope switch
    {
        PolicyScope.Program => db.Learners.Where(learner => learner.ProgramCode == code),
        PolicyScope.Partner => db.Learners.Where(learner => db.Credentials.Any(credential => credential.LearnerId == learner.Id && db.Partners.Any(partner => partner.Id == credential.PartnerId && partner.Code == code))),
        _ => db.Learners.Where(learner => db.Credentials.Any(credential => credential.LearnerId == learner.Id)),
    };

    private async Task DemandKnownAsync(PolicyScope scope, string code, CancellationToken cancellation)
    {
        if (scope == PolicyScope.Program && !await db.Programs.AnyAsync(program => program.Code == code, cancellation))
            throw new IllegalMoveException($"There is no programme {code}.");
        if (scope == PolicyScope.Partner && !await db.Partners.AnyAsync(partner => partner.Code == code, cancellation))
            throw new IllegalMoveException($"There is no partner {code}.");
    }
}
