using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Tables;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Rules;

/// <summary>
/// Rules from a file: our own sheet, or decisions as others publish them. Every rule of the file becomes a version or a rejected row with its reason; one bad row never
/// loses the others; nothing is ever deleted. The same file again changes nothing.
/// </summary>
public sealed class RuleImport(BridgeDbContext db, TimeProvider time)
{
    /// <summary>The columns of our own rule sheet.</summary>
    public static IReadOnlyList<string> Columns => [.. RuleSheet.Columns.Select(column => column.Header)];

    /// <exception cref="InvalidDataException">The table lacks columns.</exception>
    public async Task<RuleImportResult> ImportAsync(Table table, RuleImportOrder order, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.ImportData);
        if (order.Publishes)
            actor.Demand(Permissions.PublishRules);
        if (order.PublishReason is { } reason && string.IsNullOrWhiteSpace(reason))
            throw new InvalidDataException("Publishing needs a reason: auditors read it.");
        var institution = await db.Institutions.AsNoTracking().SingleAsync(cancellation);
        var (now, stored) = (time.GetUtcNow().UtcDateTime, await StoredRules.ReadAsync(db, cancellation));
        var filed = PublishedEquivalencies.Is(table) ? new PublishedEquivalencies(table, stored.Names).Read() : new RuleSheetReading(table, stored.Names).Read();
        var plan = new RuleImportPlan(stored, order, institution.LocalDate(now));
        var rules = filed.ConvertAll(plan.Plan);
        var accepted = rules.FindAll(rule => rule.IsAccepted);
        var additions = new RuleAdditions(stored, order.Publishes ? accepted : []);
        var book = await BookAsync(order, filed, rules, cancellation);
        if (!order.IsDryRun)
        {
            var sets = await PrepareAsync(order, stored, rules, additions, book, actor, now, cancellation);
            await new FiledRuleWriter(db, order, sets, actor, now, institution.LocalDate(now)).WriteAsync(accepted, cancellation);
        }

        return new RuleImportResult([.. rules.SelectMany(rule => rule.Rows()).OrderBy(row => row.Line)], order.IsDryRun)
        {
            Rules = Enum.GetValues<ImportOutcome>().ToDictionary(outcome => outcome, outcome => rules.Count(rule => rule.Outcome == outcome)),
            RuleSets = [.. rules.Where(rule => rule.Outcome != ImportOutcome.Rejected).Select(rule => rule.Filed.SetName).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)],
            Book = book,
            SelfApproved = order.Publishes ? rules.Count(rule => rule.IsAccepted) : 0,
            Reason = order.PublishReason,
            CreatedPartners = [.. additions.Partners.Select(partner => partner.Name).Order(StringComparer.Ordinal)],
            CreatedAchievements = [.. additions.Achievements.Select(one => $"{stored.Names.NameOf(one.Partner)}: {one.Achievement}").Order(StringComparer.Ordinal)],
            CreatedCourses = [.. additions.Courses.Select(course => course.Code).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>The one source of the file, where nothing of our own decides: then its published rules are the book.</summary>
    private async Task<string?> BookAsync(RuleImportOrder order, List<FiledRule> filed, List<PlannedRule> rules, CancellationToken cancellation)
    {
        var sources = filed.Select(rule => rule.SetName ?? "").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var hasOwn = await db.EquivalencyRules.AnyAsync(rule => rule.RuleSetId == null, cancellation);
        return order.Publishes && !hasOwn && sources is [{ Length: > 0 } source] && rules.Exists(rule => rule.Outcome != ImportOutcome.Rejected) ? source : null;
    }

    /// <summary>What the rules need to be there first.</summary>
    private Task<Dictionary<string, RuleSet>> PrepareAsync(RuleImportOrder order, StoredRules stored, List<PlannedRule> rules, RuleAdditions additions, string? book, Actor actor, DateTime now, CancellationToken cancellation) =>
        db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await AddAsync(additions, cancellation);
            var sets = await SetsAsync(rules, now, cancellation);
            if (book is not null)
                await MakeBookAsync(sets[book], stored, now, cancellation);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Rules imported", nameof(RuleSet), sets.Values.FirstOrDefault()?.Id ?? Guid.Empty, null, InWords(rules, additions), order.PublishReason));
            return sets;
        }, cancellation);

    private async Task AddAsync(RuleAdditions additions, CancellationToken cancellation)
    {
        var partners = await db.Partners.AsNoTracking().ToDictionaryAsync(partner => partner.Code, partner => partner.Id, cancellation);
        foreach (var partner in additions.Partners)
            partners.Add(partner.Code, partner.Id);
        db.AddRange(additions.Partners);
        db.AddRange(additions.AchievementRows(partners));
        db.AddRange(additions.Courses);
    }

    private async Task<Dictionary<string, RuleSet>> SetsAsync(List<PlannedRule> rules, DateTime now, CancellationToken cancellation)
    {
        var sets = (await db.RuleSets.AsTracking().ToListAsync(cancellation)).ToDictionary(set => set.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var rule in rules.Where(rule => rule.Outcome != ImportOutcome.Rejected && rule.Filed.SetName is not null))
        {
            if (!sets.TryGetValue(rule.Filed.SetName!, out var set))
                db.Add(sets[rule.Filed.SetName!] = set = new RuleSet { Name = rule.Filed.SetName!, SourceUrl = rule.Filed.SetUrl, ImportedAt = now });
            set.ImportedAt = now;
        }

        return sets;
    }

    private async Task MakeBookAsync(RuleSet book, StoredRules stored, DateTime now, CancellationToken cancellation)
    {
        var before = await db.RuleSets.AsTracking().Where(set => set.IsInBook).ToListAsync(cancellation);
        if (before is [var only] && only.Id == book.Id)
            return;
        foreach (var set in before)
            set.IsInBook = false;
        book.IsInBook = true;
        var ids = before.Select(set => set.Id).Append(book.Id).ToHashSet();
        await RuleReach.TouchAsync(db, stored.Rules.Where(rule => rule.RuleSetId is { } set && ids.Contains(set)).SelectMany(rule => rule.Versions).Select(version => version.Definition), now, cancellation);
    }

    private static string InWords(List<PlannedRule> rules, RuleAdditions additions)
    {
        var counts = Enum.GetValues<ImportOutcome>().Select(outcome => $"{rules.Count(rule => rule.Outcome == outcome)} {outcome.ToString().ToLowerInvariant()}");
        return $"Rules: {string.Join(", ", counts)}. Made: {additions.Partners.Count} partners, {additions.Achievements.Count} achievements, {additions.Courses.Count} courses.";
    }
}
