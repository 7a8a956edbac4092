using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>Opens a draft in the editor, does what a button asks, saves, and gathers what the page shows.</summary>
internal sealed class RuleEditor(BridgeDbContext db, RuleLife life, RuleChecking checking, RuleTrying trying, TimeProvider time)
{
    public async Task<EditorView?> OpenAsync(Guid versionId, CancellationToken cancel)
    {
        var version = await db.RuleVersions.AsNoTracking().SingleOrDefaultAsync(version => version.Id == versionId, cancel);
        if (version is null)
            return null;
        var rule = await db.EquivalencyRules.AsNoTracking().SingleAsync(rule => rule.Id == version.RuleId, cancel);
        return new(rule, version) { Form = FormContent.Of(RuleContent.Of(rule, version)), Departments = await db.Departments.AsNoTracking().OrderBy(department => department.Name).ToListAsync(cancel) };
    }

    /// <returns>False when the form is none that this page makes.</returns>
    public static bool Read(EditorView view, IFormCollection fields)
    {
        var form = FormPart.Of(fields);
        if (!FormContent.Unfold(form) || !int.TryParse(fields["seen"], System.Globalization.CultureInfo.InvariantCulture, out var seen))
            return false;
        // One draft that is too large may be stored, and is shown with its sentence; a page never makes one twice as large.
        if (FormMoves.Count(form.Part("requirement")) > 2 * RuleCheck.MostNodes || form.List("awards").Count > 200)
            return false;
        (view.Form, view.Seen, view.Section) = (form, seen, form["section"]);
        return Understand(view);
    }

    /// <summary>Reads the rule out of the form again, after a button changed the form.</summary>
    public static bool Understand(EditorView view)
    {
        var reading = new FormReading();
        if (reading.Content(view.Form) is not { } content)
            return false;
        if (!view.Departments.Any(department => department.Code == content.DepartmentCode) && content.DepartmentCode != view.Rule.DepartmentCode)
            return false;
        (view.Content, view.Unreadable) = (content, reading.Wrong);
        return true;
    }

    public async Task SaveAsync(EditorView view, Actor actor, CancellationToken cancel)
    {
        if (view.Unreadable.Count > 0)
            return;
        switch (await life.SaveAsync(view.Version.Id, view.Seen, view.Content, actor, cancel))
        {
            case RuleSaving.Saved saved:
                (view.Seen, view.SavedAt) = (saved.Version, time.GetUtcNow().UtcDateTime);
                break;
            // The same words from another window: nothing to choose between.
            case RuleSaving.Conflict same when view.Content.IsSameAs(same.Theirs):
                (view.Seen, view.SavedAt) = (same.Version, time.GetUtcNow().UtcDateTime);
                break;
            case RuleSaving.Conflict conflict:
                view.Conflict = conflict;
                break;
        }
    }

    /// <returns>False when something stands in the way; the view says what.</returns>
    public async Task<bool> SubmitAsync(EditorView view, Actor actor, CancellationToken cancel)
    {
        await SaveAsync(view, actor, cancel);
        if (view.SavedAt is null)
            return false;
        try
        {
            await life.SubmitAsync(view.Version.Id, view.Form["reason"].Trim(), actor, cancel);
            return true;
        }
        catch (IllegalMoveException refused)
        {
            view.Refused = refused.Message;
            return false;
        }
    }

    /// <summary>Every line id that any version of the rule ever had.</summary>
    public async Task<IEnumerable<string>> UsedLineIdsAsync(EditorView view, CancellationToken cancel)
    {
        var definitions = await db.RuleVersions.AsNoTracking().Where(version => version.RuleId == view.Rule.Id).Select(version => version.Definition).ToListAsync(cancel);
        return definitions.SelectMany(RuleParts.Awards).Select(part => part.Award.LineId).Concat(FormMoves.LineIds(view.Form)).ToList();
    }

    /// <summary>Problems, words, what was looked for, and the try: all that the page shows beside the form.</summary>
    public async Task GatherAsync(EditorView view, CancellationToken cancel)
    {
        view.Problems = await checking.CheckAsync(view.Content, cancel);
        view.Words = await RuleNames.ReadAsync(db, view.Conflict is { } other ? [view.Content.Definition, other.Theirs.Definition] : [view.Content.Definition], cancel);
        if (view.Conflict is { } conflict)
            view.Differences = [.. RuleComparison.Of(view.Words.Fields(conflict.Theirs), view.Words.Fields(view.Content)).Where(row => row.Change != RuleChange.Same)];
        await TryAsync(view, cancel);
    }

    public async Task FindAsync(EditorView view, string path, CancellationToken cancel)
    {
        if (FormPlace.Of(view.Form, path) is not { Part: var part })
            return;
        view.FindPath = path;
        if (part["kind"] == "earned")
            view.Achievements = await AchievementSearch.FindAsync(db, part.Part("selector")["find"], cancel);
        else
            view.Courses = await CourseSearch.FindAsync(db, part["kind"] switch { "block" => part["find"], "elective" => part["placeholder"], _ => part["course"] }, cancel);
    }

    private async Task TryAsync(EditorView view, CancellationToken cancel)
    {
        var form = view.Form.Part("try");
        var (kind, id) = form["subject"].Split(' ') is [var first, var second] && Guid.TryParse(second, out var guid) ? (first, guid) : (form["subject"], Guid.Empty);
        var code = view.Rule.Code;
        view.Trials = (kind, id) switch
        {
            ("learner", var learner) => await trying.OfLearnersAsync(code, view.Version.Id, view.Content, [learner], cancel),
            ("achievement", var achievement) => await trying.OfCredentialsAsync(code, view.Version.Id, view.Content, await trying.NewestAsync([achievement], cancel), cancel),
            ("latest", _) => await trying.OfCredentialsAsync(code, view.Version.Id, view.Content, await trying.NewestAsync(view.Content.Definition, cancel), cancel),
            _ => null,
        };
    }

    public async Task FindSubjectAsync(EditorView view, CancellationToken cancel)
    {
        var typed = view.Form.Part("try")["find"];
        view.HasTrySearch = typed.Trim().Length > 0;
        view.Learners = await LearnerSearch.FindAsync(db, typed, cancel);
        view.Achievements = [.. (await AchievementSearch.FindAsync(db, typed, cancel)).Where(found => found.Stored > 0).Take(LearnerSearch.Most)];
    }
}
