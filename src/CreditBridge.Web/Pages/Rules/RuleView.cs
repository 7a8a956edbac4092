using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Rules;

/// <summary>A rule as its page shows it, read in a handful of queries whatever its history.</summary>
/// <param name="Shown">The version asked for, else the newest.</param>
/// <param name="Grants">How many were made, by version.</param>
internal sealed record RuleView(
    EquivalencyRule Rule, RuleVersion Shown, RuleSet? RuleSet, IReadOnlyList<RuleField> Fields, IReadOnlyList<AuditEntry> Trail, IReadOnlyDictionary<Guid, int> Grants, IReadOnlyList<RuleFinding> Findings)
{
    /// <param name="number">Of the version to show; null: the newest.</param>
    public static async Task<RuleView?> OfAsync(BridgeDbContext db, string code, int? number, CancellationToken cancel)
    {
        if (await db.EquivalencyRules.AsNoTracking().Include(rule => rule.Versions).SingleOrDefaultAsync(rule => rule.Code == code, cancel) is not { } rule)
            return null;
        rule.Versions.Sort((left, right) => right.Number.CompareTo(left.Number));
        if (rule.Versions.Find(version => number is null || version.Number == number) is not { } shown)
            return null;
        var set = await db.RuleSets.AsNoTracking().SingleOrDefaultAsync(set => set.Id == rule.RuleSetId, cancel);
        var fields = (await RuleNames.ReadAsync(db, [shown.Definition], cancel)).Fields(RuleContent.Of(rule, shown));
        var ids = rule.Versions.ConvertAll(version => version.Id);
        var trail = await db.AuditEntries.AsNoTracking().Where(entry => EF.Parameter(ids).Contains(entry.SubjectId)).OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).ToListAsync(cancel);
        var grants = await db.CreditGrants.Where(grant => grant.ReversesGrantId == null && grant.RuleVersionId != null && EF.Parameter(ids).Contains(grant.RuleVersionId.Value)).GroupBy(grant => grant.RuleVersionId!.Value).ToDictionaryAsync(group => group.Key, group => group.Count(), cancel);
        var findings = await db.RuleFindings.AsNoTracking().Where(finding => finding.RuleId == rule.Id && finding.ClosedAt == null).ToListAsync(cancel);
        return new(rule, shown, set, fields, trail, grants, findings);
    }
}
