using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Letters;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Letters;

/// <summary>The words of one letter, with a preview of what somebody would get.</summary>
[Authorize(Permissions.EditLetters)]
internal sealed class TemplateModel(BridgeDbContext db, LetterTemplates templates, CurrentInstitution institution) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public LetterEvent What { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Language { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool HasOwn { get; private set; }

    /// <summary>As a learner called Ada would get it; null where the template cannot be read.</summary>
    public LetterText? Preview { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid || !LetterText.HasShipped(What, Language))
            return NotFound();
        var own = await db.LetterTemplates.AsNoTracking().FirstOrDefaultAsync(template => template.Event == What && template.Language == Language, cancel);
        var text = own is null ? LetterText.Shipped(What, Language) : new(own.Subject, own.Body);
        (Input, HasOwn) = (new() { Subject = text.Subject, Body = text.Body, IsOff = own?.IsOff ?? false, Version = own?.Version ?? 0 }, own is not null);
        Preview = await LetterSample.OfAsync(text, institution.Name);
        return Page();
    }

    /// <summary>Shows what was typed; nothing is saved.</summary>
    [NeedsPermission(Permissions.EditLetters)]
    public async Task<IActionResult> OnPostPreviewAsync() => LetterText.HasShipped(What, Language) ? await ShowAsync(StatusCodes.Status200OK) : NotFound();

    [NeedsPermission(Permissions.EditLetters)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!LetterText.HasShipped(What, Language))
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(StatusCodes.Status400BadRequest);
        try
        {
            await templates.SaveAsync(What, Language, new(Input.Subject, Input.Body), Input.IsOff, Input.Version, User.Actor(), cancel);
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("Input.Body", refused.Message);
            return await ShowAsync(StatusCodes.Status400BadRequest);
        }
        catch (DbUpdateException)
        {
            ModelState.AddModelError("", "Somebody else changed these words meanwhile. Yours are below: copy them, then load the page again.");
            return await ShowAsync(StatusCodes.Status409Conflict);
        }

        TempData["Done"] = Input.IsOff ? "This letter is off: nobody gets it." : "Saved. The next letter has these words.";
        return RedirectToPage("Words");
    }

    [NeedsPermission(Permissions.EditLetters)]
    public async Task<IActionResult> OnPostResetAsync(CancellationToken cancel)
    {
        await templates.ResetAsync(What, Language, User.Actor(), cancel);
        TempData["Done"] = $"{LetterWords.Of(What)} has the words that ship again.";
        return RedirectToPage("Words");
    }

    private async Task<IActionResult> ShowAsync(int status)
    {
        HasOwn = Input.Version > 0 || await db.LetterTemplates.AnyAsync(template => template.Event == What && template.Language == Language);
        var text = new LetterText(Input.Subject, Input.Body);
        if (text.Problem() is { } problem && ModelState.IsValid)
            ModelState.AddModelError("Input.Body", problem);
        Preview = await LetterSample.OfAsync(text, institution.Name);
        Response.StatusCode = status;
        return Page();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "A letter needs a subject."), StringLength(200, ErrorMessage = "At most 200 characters.")]
        public string Subject { get; set; } = "";

        [Required(ErrorMessage = "A letter needs a text."), StringLength(10_000, ErrorMessage = "At most 10,000 characters.")]
        public string Body { get; set; } = "";

        public bool IsOff { get; set; }

        public int Version { get; set; }
    }
}
