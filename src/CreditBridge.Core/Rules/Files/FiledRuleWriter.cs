using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Writes the accepted rules of a file, some hundreds a transaction; of a batch that can't be saved, each rule alone.</summary>
internal sealed class FiledRuleWriter(BridgeDbContext db, RuleImportOrder order, IReadOnlyDictionary<string, RuleSet> sets, Actor actor, DateTime now, DateOnly today)
{
    private const int BatchSize = 200;

    public async Task WriteAsync(IEnumerable<PlannedRule> accepted, CancellationToken cancellation)
    {
        foreach (var batch in accepted.Chunk(BatchSize))
        {
            try
            {
                await WriteBatchAsync(batch, cancellation);
            }
            catch (DbUpdateException)
            {
                foreach (var rule in batch)
                    await WriteAloneAsync(rule, cancellation);
            }
        }
    }

    private async Task WriteAloneAsync(PlannedRule rule, CancellationToken cancellation)
    {
        try
        {
            await WriteBatchAsync([rule], cancellation);
        }
        catch (DbUpdateException problem)
        {
            rule.Reject($"It could not be saved: {problem.GetBaseException().Message}");
        }
    }

    private Task WriteBatchAsync(PlannedRule[] batch, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        var ids = batch.Where(rule => rule.Stored is not null).Select(rule => rule.Stored!.Id).ToList();
        var stored = await db.EquivalencyRules.AsTracking().Include(rule => rule.Versions).Where(rule => EF.Parameter(ids).Contains(rule.Id)).ToDictionaryAsync(rule => rule.Id, cancellation);
        var codes = await RuleCodes.AfterLastAsync(db, cancellation);
        var touched = new List<RuleDefinition>();
        foreach (var planned in batch)
        {
            var rule = planned.Stored is null ? NewRule(planned, codes) : stored.GetValueOrDefault(planned.Stored.Id);
            if (rule is null || (planned.Newest is { } seen && rule.Versions.MaxBy(version => version.Number) is var newest && (newest?.Id, newest?.Version) != (seen.Id, seen.Version)))
            {
                planned.Reject("It was changed while the file was read: import the file again.");
                continue;
            }

            var draft = Draft(rule, planned.Filed.Content!);
            if (!order.Publishes)
                continue;
            Publish(rule, draft);
            if (rule.RuleSetId is not { } set || sets.Values.Any(one => one.Id == set && one.IsInBook))
                touched.AddRange(rule.Versions.Select(version => version.Definition));
        }

        if (touched.Count > 0)
            await RuleReach.TouchAsync(db, touched, now, cancellation);
    }, cancellation);

    private EquivalencyRule NewRule(PlannedRule planned, RuleCodes codes)
    {
        var content = planned.Filed.Content!;
        var rule = new EquivalencyRule
        {
            Code = planned.Filed.Code ?? codes.Next(),
            Title = content.Title,
            DepartmentCode = content.DepartmentCode,
            RuleSetId = planned.Filed.SetName is { } name ? sets[name].Id : null,
            ImportKey = planned.Filed.Key,
        };
        planned.Code = rule.Code;
        db.Add(rule);
        return rule;
    }

    /// <summary>The open draft with the new content, or a draft of the next number.</summary>
    private RuleVersion Draft(EquivalencyRule rule, RuleContent content)
    {
        var draft = rule.Versions.Find(version => version.State == RuleVersionState.Draft);
        if (draft is null)
        {
            draft = new RuleVersion { RuleId = rule.Id, Number = rule.Versions.Select(version => version.Number).DefaultIfEmpty().Max() + 1, Title = content.Title, Definition = content.Definition, Author = actor.Name, CreatedAt = now };
            rule.Versions.Add(draft);
            db.Add(draft);
        }

        draft.Write(content, actor, now);
        rule.DepartmentCode = content.DepartmentCode;
        if (rule.Versions.TrueForAll(version => version.PublishedFrom is null))
            rule.Title = content.Title;
        Audit("Rule imported", draft, null, null);
        return draft;
    }

    /// <summary>The importer's own approval, marked as one (<see cref="RuleVersion.IsSelfApproved"/>).</summary>
    private void Publish(EquivalencyRule rule, RuleVersion draft)
    {
        var from = order.FirstDay(rule.RuleSetId is not null && rule.Versions.TrueForAll(version => version.PublishedFrom is null), today);
        draft.Submit();
        draft.Approve(actor, now, asWriter: true);
        Audit("Rule approved by its author", draft, RuleVersionState.InReview.ToString(), order.PublishReason);
        draft.Publish(from);
        foreach (var old in rule.Versions.FindAll(version => version.State == RuleVersionState.Published && version != draft))
        {
            old.Supersede(from.AddDays(-1));
            Audit("Rule superseded", old, RuleVersionState.Published.ToString(), $"By version {draft.Number}");
        }

        rule.Title = draft.Title;
        Audit("Rule published", draft, RuleVersionState.Approved.ToString(), $"{order.PublishReason} (from {from:O})");
    }

    private void Audit(string action, RuleVersion version, string? before, string? why) =>
        db.AuditEntries.Add(AuditEntry.Of(actor, now, action, nameof(RuleVersion), version.Id, before, version.State.ToString(), why));
}
