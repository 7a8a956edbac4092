using CreditBridge.Core.Access;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>
/// The rule editor with the try beside it. Every button sends the whole form and gets the page back with the form as it was typed; with a script the same
/// answers replace only a part of the page, and what can be read is saved on the way.
/// </summary>
/// <remarks>The limits hold a requirement of 500 parts with a hundred of them open; what is larger is no rule, and is answered with a sentence.</remarks>
[Authorize(Permissions.EditRules)]
[RequestFormLimits(ValueCountLimit = 6000, KeyLengthLimit = 500, ValueLengthLimit = 200_000)]
[RequestSizeLimit(4_000_000)]
internal sealed class EditModel(RuleEditor editor, EditorActs acts) : PageModel
{
    private static readonly string[] Looking = ["find", "try", "refresh", "open", "close"];

    public EditorView View { get; private set; } = null!;

    private bool IsHtmx => Request.Headers.ContainsKey("HX-Request");

    public async Task<IActionResult> OnGetAsync(Guid versionId, string? section, CancellationToken cancel)
    {
        if (await editor.OpenAsync(versionId, cancel) is not { } view)
            return NotFound();
        view.Section = section ?? "";
        RuleEditor.Understand(view);
        return await ShowAsync(view, StatusCodes.Status200OK, cancel);
    }

    [NeedsPermission(Permissions.EditRules)]
    public async Task<IActionResult> OnPostAsync(Guid versionId, CancellationToken cancel)
    {
        if (await editor.OpenAsync(versionId, cancel) is not { } view)
            return NotFound();
        if (view.Version.State != RuleVersionState.Draft)
            return await ShowAsync(view, StatusCodes.Status409Conflict, cancel);
        if (!RuleEditor.Read(view, Request.Form))
            return BadRequest();
        var act = EditAct.Of(view.Form["do"]);
        if (act.Verb == "enter")
            act = view.PendingSearch() ?? new("save", "", []);
        switch (act.Verb)
        {
            case "take":
                return Go($"/rules/drafts/{versionId}");
            case "keep" when int.TryParse(view.Form["theirs"], System.Globalization.CultureInfo.InvariantCulture, out var theirs):
                view.Seen = theirs;
                await editor.SaveAsync(view, User.Actor(), cancel);
                break;
            case "save" or "autosave":
                await editor.SaveAsync(view, User.Actor(), cancel);
                break;
            case "submit":
                return await SubmitAsync(view, cancel);
            default:
                await acts.DoAsync(view, act, cancel);
                if (!RuleEditor.Understand(view))
                    return BadRequest();
                if (IsHtmx && !Looking.Contains(act.Verb) && view.Refused is null)
                    await editor.SaveAsync(view, User.Actor(), cancel);
                break;
        }

        if (act.Verb is "save" or "keep" && view.SavedAt is not null && !IsHtmx)
            return Redirect($"{Request.PathBase}/rules/drafts/{versionId}?section={Uri.EscapeDataString(act.Path)}{(act.Path.Length > 0 ? $"#section-{Uri.EscapeDataString(act.Path)}" : "")}");
        // What is typed is what was saved: only the words around it change.
        if (act.Verb == "save" && view.SavedAt is not null)
            Response.Headers["HX-Reswap"] = "none";

        var isRefused = view.Unreadable.Count > 0 && act.Verb is "save" or "keep";
        return await ShowAsync(view, view.Conflict is not null ? StatusCodes.Status409Conflict : isRefused ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK, cancel);
    }

    private async Task<IActionResult> SubmitAsync(EditorView view, CancellationToken cancel)
    {
        if (!await editor.SubmitAsync(view, User.Actor(), cancel))
            return await ShowAsync(view, view.Conflict is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, cancel);
        TempData["Done"] = $"{view.Rule.Code} was submitted for approval.";
        return Go($"/rules/{view.Rule.Code}");
    }

    private IActionResult Go(string address)
    {
        if (!IsHtmx)
            return Redirect(Request.PathBase + address);
        Response.Headers["HX-Redirect"] = Request.PathBase + address;
        return new EmptyResult();
    }

    private async Task<IActionResult> ShowAsync(EditorView view, int status, CancellationToken cancel)
    {
        View = view;
        ViewData["Editor"] = view;
        await editor.GatherAsync(view, cancel);
        // The page has its own list of them; this makes the title say 'Error'.
        if (view.Unreadable.Count > 0 || view.Refused is not null)
            ModelState.AddModelError("", "See the list.");
        Response.StatusCode = IsHtmx ? StatusCodes.Status200OK : status;
        return Page();
    }
}
