using CreditBridge.Core.Tables;

namespace CreditBridge.Core.Rules;

/// <summary>Compares each rule of a file with what is stored, and says what is to be done with it. Changes nothing.</summary>
internal sealed class RuleImportPlan(StoredRules stored, RuleImportOrder order, DateOnly today)
{
    public PlannedRule Plan(FiledRule filed)
    {
        if (filed is { SetName: null, Department: null, Content: { } own } && RuleParts.Awards(own.Definition).SelectMany(part => RuleParts.CoursesOf(part.Award)).Select(stored.DepartmentsOfCourses.GetValueOrDefault).FirstOrDefault(code => code is not null) is { } department)
            filed.Content = own with { DepartmentCode = department };
        var plan = new PlannedRule(filed, stored.Find(filed));
        if (filed.Problem is { } problem)
            return plan.Reject(problem);
        if (plan.Stored is { } same && same.RuleSetId == stored.Set(filed.SetName)?.Id && IsAsSeen(filed, same, plan.Newest!))
            return plan.As(ImportOutcome.Same);
        var isSame = IsSame(filed, plan);
        var content = filed.Content!;
        if (isSame && !(order.Publishes && plan.Newest!.State == RuleVersionState.Draft))
            return plan.As(ImportOutcome.Same);
        var problems = Check(filed, content);
        var wrong = problems.Where(problem => !problem.IsWarning).Select(problem => problem.Sentence).Concat(Unknown(filed, plan.Stored)).Distinct().Take(FiledRule.MostSentences).ToList();
        if (wrong.Count > 0)
            return plan.Reject(string.Join(' ', wrong));
        if (filed.SetName is null && problems.Any(problem => problem.IsWarning))
            plan.Note = string.Join(' ', problems.Where(problem => problem.IsWarning).Select(problem => problem.Sentence).Distinct().Take(FiledRule.MostSentences));
        if (plan is not { Stored: { } rule, Newest: { } newest })
            return plan.As(ImportOutcome.New);
        if (isSame)
            return Changed(plan, rule);
        if (rule.RuleSetId != stored.Set(filed.SetName)?.Id)
            return plan.Reject($"{rule.Code} belongs to {(rule.RuleSetId is null ? "our own rules" : "another rule set")}: a file can't move it.");
        if (newest.State is RuleVersionState.InReview or RuleVersionState.Approved)
            return plan.Reject($"Version {newest.Number} of {rule.Code} is {(newest.State == RuleVersionState.InReview ? "in review" : "approved")}: it is published or returned first.");
        return Stale(filed, rule, newest) is { } stale ? plan.Reject(stale) : Changed(plan, rule);
    }

    /// <summary>It says what the newest version says; else it keeps the texts that only the file spells in another way.</summary>
    private bool IsSame(FiledRule filed, PlannedRule plan)
    {
        if (plan is not { Stored: { } rule, Newest: { } newest })
            return false;
        var now = RuleContent.Of(rule, newest);
        filed.Content = filed.Beside(now);
        return filed.Content.IsSameAs(now) && rule.RuleSetId == stored.Set(filed.SetName)?.Id;
    }

    /// <summary>An untouched row of an older version asks for nothing, whatever was written since.</summary>
    private static bool IsAsSeen(FiledRule filed, EquivalencyRule rule, RuleVersion newest) =>
        rule.Versions.Find(version => version != newest && filed.Seen is { } seen && seen.StartsWith(RuleSheetRow.NumberOf(version), StringComparison.Ordinal)) is { } older
        && RuleContent.Of(rule, older) is var then && filed.Beside(then).IsSameAs(then);

    private PlannedRule Changed(PlannedRule plan, EquivalencyRule rule)
    {
        var from = order.FirstDay(rule.RuleSetId is not null && rule.Versions.TrueForAll(version => version.PublishedFrom is null), today);
        return order.Publishes && rule.Versions.Find(version => version.State == RuleVersionState.Published && version.PublishedFrom > from) is { } later
            ? plan.Reject($"Version {later.Number} of {rule.Code} counts from {later.PublishedFrom:yyyy-MM-dd}, later than {from:yyyy-MM-dd}: publish this one from that day or a later one.")
            : plan.As(ImportOutcome.Changed);
    }

    /// <summary>Somebody wrote since the sender looked: nothing is overwritten unseen.</summary>
    private string? Stale(FiledRule filed, EquivalencyRule rule, RuleVersion newest)
    {
        if (filed.Key is not null)
            return newest.EditedAt > stored.Set(filed.SetName)!.ImportedAt ? $"{rule.Code} was changed here since it was imported: change it here, or restore the imported version first." : null;
        var now = RuleSheetRow.SeenOf(newest);
        if (filed.Seen is null)
            return $"{rule.Code} exists: a row that changes it carries the 'version' it was exported with.";
        return filed.Seen == now ? null : $"{rule.Code} was changed since you exported it (yours is {filed.Seen}, it is {now} now): export it again.";
    }

    /// <summary>What an own rule names and nobody has: its code, its department.</summary>
    private IEnumerable<string> Unknown(FiledRule filed, EquivalencyRule? rule)
    {
        if (filed.SetName is not null)
            yield break;
        if (rule is null && filed.Code is { } code && code.StartsWith(RuleCodes.Prefix, StringComparison.Ordinal))
            yield return $"There is no rule {code}: leave the code empty for a new rule.";
        // Before there is a catalogue there are no departments.
        if (stored.Departments.Count == 0 || filed.Content!.DepartmentCode == rule?.DepartmentCode || stored.Departments.Contains(filed.Content.DepartmentCode))
            yield break;
        yield return filed.Department is { } department
            ? $"There is no department {department}: take one of {Wording.List([.. stored.Departments.Order(StringComparer.Ordinal)], "or")}."
            : "Say in 'department' whose faculty approves the rule.";
    }

    private IReadOnlyList<RuleProblem> Check(FiledRule filed, RuleContent content)
    {
        var without = RuleParts.Awards(content.Definition).Select(part => part.Award).OfType<CourseCredit>()
            .Where(course => course.Credits is null && course.Course.Length > 0 && !stored.Courses.ContainsKey(course.Course)).Select(course => course.Course).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (without.Count > 0)
            return [new("awards", $"Neither the file nor the catalogue says how many credits {Wording.List(without, "and")} {(without.Count == 1 ? "carries" : "carry")}.")];
        var given = RuleParts.Awards(content.Definition).SelectMany(part => RuleParts.CoursesOf(part.Award));
        // A draft may ask for what the catalogue lacks; published, only what is given is made with it.
        var willBe = (order.Publishes ? given : RuleParts.Courses(content.Definition)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var courses = RuleParts.Courses(content.Definition).Select(code => Facts(filed, code, willBe)).OfType<CourseFacts>();
        var achievements = RuleParts.Achievements(content.Definition).Distinct().Select(one => stored.Achievements.GetValueOrDefault(one)).OfType<AchievementFacts>().ToList();
        return RuleCheck.Of(content, courses, achievements);
    }

    private CourseFacts? Facts(FiledRule filed, string code, HashSet<string> willBe)
    {
        if (stored.Courses.GetValueOrDefault(code) is { } facts)
            // Another institution's credits are measured by its catalogue, not by ours.
            return filed.SetName is null ? facts : facts with { MostCredits = null };
        return willBe.Contains(code) && code.Length > 0 ? new CourseFacts(code, null, null, default) { IsPlaceholder = PublishedAward.IsPlaceholder(code) } : null;
    }
}
