using System.Globalization;
using CreditBridge.Core.Access;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>Drafts that others began: another institution's published rule, or what our own people have decided again and again.</summary>
public sealed class RuleAdoption(BridgeDbContext db, RuleLife life)
{
    /// <summary>A draft of our own that says what the foreign rule says, with its source.</summary>
    public async Task<EquivalencyRule> AdoptAsync(Guid versionId, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditRules);
        var rule = await db.EquivalencyRules.AsNoTracking().Include(rule => rule.Versions).SingleOrDefaultAsync(rule => rule.Versions.Any(version => version.Id == versionId), cancellation)
            ?? throw new IllegalMoveException("This version is gone: somebody has discarded it.");
        var set = await db.RuleSets.AsNoTracking().SingleOrDefaultAsync(set => set.Id == rule.RuleSetId, cancellation) ?? throw new IllegalMoveException($"{rule.Code} is our own already.");
        var version = rule.Versions.Single(version => version.Id == versionId);
        var content = RuleContent.Of(rule, version) with
        {
            DepartmentCode = await DepartmentAsync(version.Definition, cancellation) ?? rule.DepartmentCode,
            Definition = version.Definition with { AutoGrant = false, Basis = version.Definition.Basis with { Source = version.Definition.Basis.Source ?? set.SourceUrl } },
            PrivateNote = $"Adopted from {set.Name}, {rule.Code} version {version.Number}, as published there; it may have changed.",
        };
        return await life.CreateAsync(content, actor, cancellation);
    }

    /// <summary>The next draft of what somebody looks at: of our own rule its next version, of another institution's a rule of our own.</summary>
    /// <returns>Null when the rule has no such version.</returns>
    /// <exception cref="IllegalMoveException">A draft is under way, or the version is gone.</exception>
    public async Task<RuleVersion?> DraftAsync(string code, Guid versionId, Actor actor, CancellationToken cancellation)
    {
        var set = await db.EquivalencyRules.Where(rule => rule.Code == code && rule.Versions.Any(version => version.Id == versionId)).Select(rule => new { rule.RuleSetId }).SingleOrDefaultAsync(cancellation);
        return set is null ? null : set.RuleSetId is null ? await life.DraftAsync(versionId, actor, cancellation) : (await AdoptAsync(versionId, actor, cancellation)).Versions[0];
    }

    /// <summary>What was approved differently from the rule, the most frequent first.</summary>
    public async Task<List<Precedent>> PrecedentsAsync(CancellationToken cancellation)
    {
        var rows = await db.RequestLines.Where(line => line.State == LineState.ApprovedDifferently)
            .GroupBy(line => new { line.RuleCode, line.AwardLineId, line.CourseCode, line.Credits })
            .Select(group => new { group.Key, Count = group.Count(), LastAt = group.Max(line => line.DecidedAt) })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => new Precedent(row.Key.RuleCode, row.Key.AwardLineId, row.Key.CourseCode, row.Key.Credits, row.Count, row.LastAt ?? default))
            .OrderByDescending(precedent => precedent.Count).ThenByDescending(precedent => precedent.LastAt)];
    }

    /// <summary>A new draft of the rule in which the line gives what people gave.</summary>
    /// <exception cref="IllegalMoveException">A draft is under way, or the rule no longer has the line.</exception>
    public async Task<Guid> DraftAsync(Precedent precedent, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditRules);
        var rule = await db.EquivalencyRules.AsNoTracking().Include(rule => rule.Versions).SingleAsync(rule => rule.Code == precedent.RuleCode, cancellation);
        var newest = rule.Versions.MaxBy(version => version.Number)!;
        var awards = newest.Definition.Awards.Select(award => award.LineId == precedent.AwardLineId ? With(award, precedent) : award).ToList();
        if (awards.SequenceEqual(newest.Definition.Awards))
            throw new IllegalMoveException($"{rule.Code} does not have that line any more, or gives this already.");
        var draft = await life.DraftAsync(newest.Id, actor, cancellation);
        var content = RuleContent.Of(rule, newest) with
        {
            Definition = newest.Definition with { Awards = awards },
            PrivateNote = string.Create(CultureInfo.InvariantCulture, $"{newest.PrivateNote}\nDecided so {precedent.Count} times, last on {precedent.LastAt:d MMM yyyy}.").Trim(),
        };
        await life.SaveAsync(draft.Id, draft.Version, content, actor, cancellation);
        return draft.Id;
    }

    /// <summary>The department of the first course that is ours.</summary>
    private Task<string?> DepartmentAsync(RuleDefinition rule, CancellationToken cancellation)
    {
        var named = RuleParts.Courses(rule).ToList();
        return db.Courses.Where(course => EF.Parameter(named).Contains(course.Code)).OrderBy(course => course.Code).Select(course => (string?)course.DepartmentCode).FirstOrDefaultAsync(cancellation);
    }

    private static CreditAward With(CreditAward award, Precedent precedent) => award switch
    {
        CourseCredit course => course with { Course = precedent.Course ?? course.Course, Credits = precedent.Credits, Conversion = null },
        ElectiveCredit elective => elective with { Credits = precedent.Credits, Conversion = null },
        BlockCredit block => block with { TotalCredits = precedent.Credits, Conversion = null },
        _ => award,
    };
}
