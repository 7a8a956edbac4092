using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>
/// A rule from the first draft to its retirement (domain.md, 'Rule life'): Draft → InReview → Approved → Published → Superseded | Retired. Each
/// move is one transaction with its audit entry; a move from a wrong state, or by the wrong person, is refused in a sentence.
/// </summary>
public sealed class RuleLife(BridgeDbContext db, RuleChecking checking, TimeProvider time)
{
    /// <summary>The actions after which a look ahead no longer shows what would happen.</summary>
    private static readonly string[] BookChanges = ["Rule published", "Rule retired", "Policy changed"];

    private const int MostYearsAhead = 10;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>A new rule with the next code, and its first draft.</summary>
    /// <param name="ruleSet">The set of the institution it comes from; empty for our own.</param>
    public Task<EquivalencyRule> CreateAsync(RuleContent content, Actor actor, CancellationToken cancellation, Guid? ruleSet = null, string? importKey = null)
    {
        actor.Demand(Permissions.EditRules);
        return db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var rule = new EquivalencyRule { Code = (await RuleCodes.AfterLastAsync(db, cancellation)).Next(), Title = content.Title, DepartmentCode = content.DepartmentCode, RuleSetId = ruleSet, ImportKey = importKey };
            rule.Versions.Add(NewDraft(rule, 1, content, actor));
            db.EquivalencyRules.Add(rule);
            Audit(actor, "Rule drafted", rule.Versions[0], null, null);
            return rule;
        }, cancellation);
    }

    /// <summary>A new draft that says what another version says: the newest, or one to restore.</summary>
    /// <exception cref="IllegalMoveException">A draft is open already.</exception>
    public Task<RuleVersion> DraftAsync(Guid versionId, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditRules);
        return ChangeAsync(versionId, (rule, from) =>
        {
            if (rule.Versions.Find(version => version.State is RuleVersionState.Draft or RuleVersionState.InReview or RuleVersionState.Approved) is { } open)
                throw new IllegalMoveException($"Version {open.Number} by {open.Author} is under way ({open.State}): go on with that one, or discard it.");
            var draft = NewDraft(rule, rule.Versions.Max(version => version.Number) + 1, RuleContent.Of(rule, from), actor);
            db.RuleVersions.Add(draft);
            Audit(actor, "Rule drafted", draft, null, $"From version {from.Number}");
            return Task.FromResult(draft);
        }, cancellation);
    }

    /// <param name="seen">The <see cref="RuleVersion.Version"/> that the person saw when beginning to write.</param>
    public async Task<RuleSaving> SaveAsync(Guid versionId, int seen, RuleContent content, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditRules);
        try
        {
            return await ChangeAsync<RuleSaving>(versionId, (rule, version) =>
            {
                if (version.Version != seen)
                    return Task.FromResult<RuleSaving>(new RuleSaving.Conflict(RuleContent.Of(rule, version), version.Version, version.Writers.LastOrDefault() ?? version.Author));
                if (content.IsSameAs(RuleContent.Of(rule, version)))
                    return Task.FromResult<RuleSaving>(new RuleSaving.Saved(seen));
                version.Write(content, actor, Now);
                rule.DepartmentCode = content.DepartmentCode;
                if (rule.Versions.TrueForAll(other => other.PublishedFrom is null))
                    rule.Title = content.Title;
                return Task.FromResult<RuleSaving>(new RuleSaving.Saved(seen + 1));
            }, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody saved in the same moment: the next look finds a newer version, and shows it.
            return await SaveAsync(versionId, -1, content, actor, cancellation);
        }
    }

    /// <summary>Throws a draft away, and the rule with it when that was all there was.</summary>
    public Task DiscardAsync(Guid versionId, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditRules);
        return ChangeAsync(versionId, (rule, version) =>
        {
            if (version.State != RuleVersionState.Draft)
                throw new IllegalMoveException($"Version {version.Number} is {version.State}: only a draft can be discarded.");
            Audit(actor, "Draft discarded", version, RuleJson.Serialize(version.Definition), null);
            db.RuleVersions.Remove(version);
            if (rule.Versions.Count == 1)
                db.EquivalencyRules.Remove(rule);
            return Task.FromResult(true);
        }, cancellation);
    }

    /// <param name="reason">Why the rule should be: the approver reads it.</param>
    /// <exception cref="IllegalMoveException">Something in the rule must be mended first, or no reason is given.</exception>
    public async Task SubmitAsync(Guid versionId, string reason, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditRules);
        Demand(reason, "Say why: the approver reads it.");
        await ChangeAsync(versionId, async (rule, version) =>
        {
            if (await db.RuleSets.AnyAsync(set => set.Id == rule.RuleSetId && !set.IsInBook, cancellation))
                throw new IllegalMoveException("It is another institution's rule and decides nothing here: adopt it, then submit your own.");
            await DemandSoundAsync(rule, version, cancellation);
            version.Submit();
            Audit(actor, "Rule submitted", version, RuleVersionState.Draft.ToString(), reason);
            return true;
        }, cancellation);
    }

    /// <summary>Back to its author.</summary>
    public Task ReturnAsync(Guid versionId, string reason, Actor actor, CancellationToken cancellation)
    {
        Demand(reason, "Say what should be different: the author reads it.");
        return ChangeAsync(versionId, async (rule, version) =>
        {
            await DemandApproverAsync(rule, version, actor, cancellation);
            version.Return();
            Audit(actor, "Rule returned", version, RuleVersionState.InReview.ToString(), reason);
            return true;
        }, cancellation);
    }

    /// <param name="reason">Needed only from a writer who approves the own rule, where the institution allows it.</param>
    /// <exception cref="IllegalMoveException">A writer approves without a reason, or where the institution does not allow it.</exception>
    /// <param name="seen">The <see cref="RuleVersion.Version"/> of what the approver read.</param>
    public Task ApproveAsync(Guid versionId, string? reason, Actor actor, CancellationToken cancellation, int? seen = null) => ChangeAsync(versionId, async (rule, version) =>
    {
        if (version.State == RuleVersionState.InReview && seen is { } read && read != version.Version)
            throw new IllegalMoveException("It was changed since you opened it: read it again, then approve.");
        await DemandApproverAsync(rule, version, actor, cancellation);
        var allowed = !string.IsNullOrWhiteSpace(reason) && await db.Institutions.AnyAsync(institution => institution.AllowsSelfApproval, cancellation);
        version.Approve(actor, Now, asWriter: allowed);
        Audit(actor, version.IsSelfApproved ? "Rule approved by its author" : "Rule approved", version, RuleVersionState.InReview.ToString(), reason);
        return true;
    }, cancellation);

    /// <summary>Puts it in force from a day on; the version before it counts to the day before. Learners whom it may concern are evaluated next.</summary>
    /// <exception cref="IllegalMoveException">Nobody has looked at the impact of what it says now, or a later version is published already.</exception>
    public Task PublishAsync(Guid versionId, DateOnly from, string reason, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.PublishRules);
        Demand(reason, "Say why it is published now.");
        return ChangeAsync(versionId, async (rule, version) =>
        {
            if (from > (await TodayAsync(cancellation)).AddYears(MostYearsAhead))
                throw new IllegalMoveException($"Publish it within the next {MostYearsAhead} years.");
            if (version.State == RuleVersionState.Approved && from < await TodayAsync(cancellation))
                throw new IllegalMoveException("Publish it from today or a later day: the days before are decided already, and who asked then may ask again.");
            await DemandSoundAsync(rule, version, cancellation);
            if (!await db.ImpactRuns.AnyAsync(run => run.RuleVersionId == version.Id && run.State == ImpactState.Completed && run.RequestedAt >= (version.EditedAt ?? version.CreatedAt), cancellation))
                throw new IllegalMoveException("Look at the impact first: who gains, who loses.");
            var looked = await db.ImpactRuns.Where(run => run.RuleVersionId == version.Id && run.State == ImpactState.Completed).MaxAsync(run => run.RequestedAt, cancellation);
            if (version.State == RuleVersionState.Approved && await db.AuditEntries.AnyAsync(entry => entry.At > looked && BookChanges.Contains(entry.Action), cancellation))
                throw new IllegalMoveException("The rules or the policy have changed since you looked at the impact: look again, then publish.");
            await PublishAsync(rule, version, from, reason, actor, cancellation);
            return true;
        }, cancellation);
    }

    /// <param name="lastDay">The last day it counts. Credit that was granted stays.</param>
    public Task RetireAsync(Guid versionId, DateOnly lastDay, string reason, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.PublishRules);
        Demand(reason, "Say why it is retired: learners ask.");
        return ChangeAsync(versionId, async (_, version) =>
        {
            if (lastDay < await TodayAsync(cancellation))
                throw new IllegalMoveException("Its last day is today or later: what learners could ask for until now stays so.");
            version.Retire(lastDay);
            Audit(actor, "Rule retired", version, RuleVersionState.Published.ToString(), $"{reason} (last day {lastDay:O})");
            await RuleReach.TouchAsync(db, [version.Definition], Now, cancellation);
            return true;
        }, cancellation);
    }

    private async Task PublishAsync(EquivalencyRule rule, RuleVersion version, DateOnly from, string reason, Actor actor, CancellationToken cancellation)
    {
        var before = rule.Versions.FindAll(other => other.State == RuleVersionState.Published);
        if (before.Find(other => other.PublishedFrom > from) is { } later)
            throw new IllegalMoveException($"Version {later.Number} is published from {later.PublishedFrom:d MMM yyyy}: publish this one from that day or a later one.");
        if (rule.Versions.Find(other => other.State is RuleVersionState.Retired or RuleVersionState.Superseded && other.IsInBook && other.PublishedTo >= from) is { } open)
            throw new IllegalMoveException($"Version {open.Number} counts to {RuleWords.Day(open.PublishedTo!.Value)}: publish this one from a later day.");
        version.Publish(from);
        foreach (var old in before)
        {
            old.Supersede(from.AddDays(-1));
            Audit(actor, "Rule superseded", old, RuleVersionState.Published.ToString(), $"By version {version.Number}");
        }

        rule.Title = version.Title;
        Audit(actor, "Rule published", version, RuleVersionState.Approved.ToString(), $"{reason} (from {from:O})");
        await RuleReach.TouchAsync(db, [version.Definition, .. before.Select(old => old.Definition)], Now, cancellation);
    }

    private Task<T> ChangeAsync<T>(Guid versionId, Func<EquivalencyRule, RuleVersion, Task<T>> change, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        var rule = await db.EquivalencyRules.AsTracking().Include(rule => rule.Versions).SingleOrDefaultAsync(rule => rule.Versions.Any(version => version.Id == versionId), cancellation)
            ?? throw new IllegalMoveException("This version is gone: somebody has discarded it.");
        return await change(rule, rule.Versions.Single(version => version.Id == versionId));
    }, cancellation);

    /// <summary>Why this person may not approve or return the version; null when nothing stands in the way.</summary>
    public async Task<string?> WhyNotApproveAsync(EquivalencyRule rule, RuleVersion version, Actor actor, CancellationToken cancellation)
    {
        if (version.IsWrittenBy(actor) && !await db.Institutions.AnyAsync(institution => institution.AllowsSelfApproval, cancellation))
            return $"{actor.Name} wrote this version: another person approves it.";
        var isOfDepartment = actor.UserId is { } self && (await ActingFor.DepartmentsAsync(db, self, await TodayAsync(cancellation), cancellation)).Contains(rule.DepartmentCode);
        var hasFaculty = await db.Users.AnyAsync(user => user.Role == Role.FacultyApprover && user.DepartmentCode == rule.DepartmentCode && user.DisabledAt == null, cancellation);
        // A registrar stands in only where the department has no approver.
        return actor.Role == Role.FacultyApprover ? isOfDepartment ? null : ByItsOwn() : hasFaculty ? ByItsOwn() : null;

        string ByItsOwn() => $"Rules of {rule.DepartmentCode} are approved by its own faculty.";
    }

    private async Task DemandApproverAsync(EquivalencyRule rule, RuleVersion version, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ApproveRules);
        if (version.State == RuleVersionState.InReview && await WhyNotApproveAsync(rule, version, actor, cancellation) is { } obstacle)
            throw new IllegalMoveException(obstacle);
    }

    private async Task<DateOnly> TodayAsync(CancellationToken cancellation) => (await db.Institutions.AsNoTracking().SingleAsync(cancellation)).LocalDate(Now);

    private async Task DemandSoundAsync(EquivalencyRule rule, RuleVersion version, CancellationToken cancellation)
    {
        var wrong = (await checking.CheckAsync(RuleContent.Of(rule, version), cancellation)).FirstOrDefault(problem => !problem.IsWarning);
        if (wrong is not null)
            throw new IllegalMoveException($"Mend this first: {wrong.Sentence}");
    }

    private static void Demand(string reason, string sentence)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new IllegalMoveException(sentence);
    }

    private RuleVersion NewDraft(EquivalencyRule rule, int number, RuleContent content, Actor actor)
    {
        var draft = new RuleVersion { RuleId = rule.Id, Number = number, Title = content.Title, Definition = content.Definition, Author = actor.Name, CreatedAt = Now };
        draft.Write(content, actor, Now);
        return draft;
    }

    private void Audit(Actor actor, string action, RuleVersion version, string? before, string? why) =>
        db.AuditEntries.Add(AuditEntry.Of(actor, Now, action, nameof(RuleVersion), version.Id, before, version.State.ToString(), why));
}
