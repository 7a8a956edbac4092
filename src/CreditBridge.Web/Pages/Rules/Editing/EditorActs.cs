using CreditBridge.Core.Rules;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>What each button of the editor does with the form. Buttons that save, submit or choose between two versions are the page's own.</summary>
internal sealed class EditorActs(RuleEditor editor)
{
    public async Task DoAsync(EditorView view, EditAct act, CancellationToken cancel)
    {
        if (act.Verb is "add" or "line")
            await AddAsync(view, act, cancel);
        else if (act.Verb == "find")
            await editor.FindAsync(view, act.Path, cancel);
        else if (act.Verb == "try")
            await TryAsync(view, act, cancel);
        else if (FormPlace.Of(view.Form, act.Path) is { } at)
            Change(view, act, at);
        view.Section = act.Path.StartsWith("awards", StringComparison.Ordinal) ? "awards" : act.Path.StartsWith("requirement", StringComparison.Ordinal) ? "requirement" : view.Section;
    }

    private async Task AddAsync(EditorView view, EditAct act, CancellationToken cancel)
    {
        var at = FormPlace.Of(view.Form, act.Path);
        var kind = act.Argument(0);
        var path = act.Verb == "line"
            ? FormMoves.AddLine(view.Form, at, kind, await editor.UsedLineIdsAsync(view, cancel))
            : at is null ? null : FormMoves.Add(view.Form, at, kind);
        if (path is null)
        {
            view.Refused = "A requirement has at most 500 parts: split it into several rules.";
            return;
        }

        view.Note = "Added.";
        CloseOthers(view, path);
        view.Focus = EditorView.Id(kind switch
        {
            "achievement" => $"{path}.selector.find",
            "pattern" => $"{path}.selector.partner",
            "passed" or "course" or "exemption" => $"{path}.course",
            "elective" => $"{path}.subject",
            "block" => $"{path}.courses",
            "noCredit" => $"{path}.reason",
            _ => path,
        });
    }

    private static void Change(EditorView view, EditAct act, FormPlace at)
    {
        var moved = act.Verb switch
        {
            "up" => FormMoves.Shift(at, -1),
            "down" => FormMoves.Shift(at, 1),
            "into" => FormMoves.Into(at),
            "out" => FormMoves.Out(view.Form, at),
            "wrap" => FormMoves.Wrap(view.Form, at),
            "remove" => FormMoves.Remove(view.Form, at),
            _ => at.Path,
        };
        view.Note = act.Verb switch
        {
            _ when moved is null => "Nothing was moved.",
            "up" => "Moved up.",
            "down" => "Moved down.",
            "into" => "Moved into the group.",
            "out" => "Moved out of the group.",
            "wrap" => "Put into a group of its own.",
            "remove" => "Removed.",
            _ => "",
        };
        moved ??= at.Path;
        // A choice keeps the focus itself: the arrow keys go on.
        view.Focus = act.Verb == "refresh" ? "" : EditorView.Id(moved);
        if (act.Verb is "up" or "down" && FormPlace.Of(view.Form, moved) is { Siblings: { } list } now && (act.Verb == "up" ? now.Index > 0 : now.Index < list.Count - 1))
            view.Focus += $"-{act.Verb}";
        if (act.Verb is "open" or "close")
            at.Part.IsOpen = act.Verb == "open" || HasUnreadable(view, at.Path);
        if (act.Verb == "open")
            CloseOthers(view, at.Path);
        if (act.Verb == "close")
            view.Focus += "-open";
        if (act.Verb == "use")
            Use(view, act, at);
    }

    /// <summary>One part is written at a time, so that the rule stays readable; what can't be read stays open, or it would be lost.</summary>
    private static void CloseOthers(EditorView view, string path)
    {
        foreach (var other in RuleParts.Nodes(view.Content.Definition.Requirement).Select(part => part.Path).Concat(RuleParts.Awards(view.Content.Definition).Select(part => part.Path)))
        {
            if (other != path && FormPlace.Of(view.Form, other) is { } place && !HasUnreadable(view, other))
                place.Part.IsOpen = false;
        }
    }

    private static bool HasUnreadable(EditorView view, string path) => view.Unreadable.Any(problem => problem.Path.StartsWith($"{path}.", StringComparison.Ordinal));

    /// <summary>Takes what a picker found.</summary>
    private static void Use(EditorView view, EditAct act, FormPlace at)
    {
        var part = at.Part;
        switch (part["kind"])
        {
            case "earned":
                var selector = part.Part("selector");
                (selector["partner"], selector["achievement"], selector["find"]) = (act.Argument(0), act.Argument(1), "");
                view.Focus = EditorView.Id($"{at.Path}.conditions.result.kind");
                break;
            case "block":
                (part["courses"], part["find"]) = (string.Join('\n', [.. part.Lines("courses"), act.Argument(0)]), "");
                view.Focus = EditorView.Id($"{at.Path}.find");
                break;
            case "elective":
                part["placeholder"] = act.Argument(0);
                view.Focus = EditorView.Id($"{at.Path}.placeholder");
                break;
            default:
                part["course"] = act.Argument(0);
                view.Focus = EditorView.Id($"{at.Path}.course");
                break;
        }
    }

    /// <summary>Whom the draft is tried on: chosen, looked for, or as before.</summary>
    private async Task TryAsync(EditorView view, EditAct act, CancellationToken cancel)
    {
        var form = view.Form.Part("try");
        if (act.Path == "find")
        {
            await editor.FindSubjectAsync(view, cancel);
        }
        else if (act.Path.Length > 0)
        {
            form["subject"] = act.Path == "nobody" ? "" : $"{act.Path} {act.Argument(0)}".Trim();
            form["find"] = "";
        }
    }
}
