using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Grants.Codes;
using CreditBridge.Sis;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.StudentSystem;

/// <summary>How the student system calls our terms, grades, sources and bases; what has no code yet is seen before a posting waits for it.</summary>
[Authorize(Permissions.ViewPostings)]
internal sealed class CodesModel(CodeKeeping keeping, ISisAdapter adapter) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "kind")]
    public CodeKind? Kind { get; set; }

    /// <summary>Ours and theirs, line by line.</summary>
    [BindProperty]
    public List<string> Ours { get; set; } = [];

    [BindProperty]
    public List<string?> Theirs { get; set; } = [];

    public string Adapter => adapter.Name;

    /// <summary>The kinds this adapter takes as they are written, each with how many codes are missing.</summary>
    public IReadOnlyList<(CodeKind Kind, int Gaps)> Kinds { get; private set; } = [];

    public IReadOnlyList<CodeInUse> Codes { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    [NeedsPermission(Permissions.HandlePostings)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Kind is not { } kind || Ours.Count != Theirs.Count || Ours.Distinct(StringComparer.Ordinal).Count() != Ours.Count)
            return BadRequest();
        try
        {
            var changes = await keeping.WriteAsync(kind, Ours.Zip(Theirs).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal), User.Actor(), cancel);
            var gaps = (await keeping.InUseAsync(kind, cancel)).Count(code => code.IsGap && code.IsUsed);
            TempData["Done"] = changes == 0 ? "Nothing was changed."
                : $"{changes} {(changes == 1 ? "code was" : "codes were")} changed. " + (gaps == 0 ? "What waited goes with the next sweep, within a minute." : $"{gaps} in use {(gaps == 1 ? "has" : "have")} none yet: what is posted with {(gaps == 1 ? "it" : "them")} waits.");
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("", refused.Message);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(cancel);
        }

        return RedirectToPage(new { kind });
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        var carried = Enum.GetValues<CodeKind>().Where(kind => adapter.Capabilities.Codes.Contains(kind.ToString())).ToList();
        Kind ??= carried.FirstOrDefault();
        if (!carried.Contains(Kind.Value))
            return NotFound();
        var kinds = new List<(CodeKind, int)>();
        foreach (var kind in carried)
        {
            var codes = await keeping.InUseAsync(kind, cancel);
            kinds.Add((kind, codes.Count(code => code.IsGap && code.IsUsed)));
            if (kind == Kind)
                Codes = codes;
        }

        Kinds = kinds;
        return Page();
    }
}
