using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Web.Languages;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages;

/// <summary>Where the switch of languages leads. A learner's choice is kept with the record, so that letters follow it.</summary>
[AllowAnonymous]
internal sealed class LanguageModel(BridgeDbContext db, LanguageCookie cookie, LearnerLanguage languages) : PageModel
{
    /// <summary>Where to go on, on this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync(string? language, CancellationToken cancel)
    {
        var next = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";
        if (language is null || !LetterText.Languages.Contains(language))
            return LocalRedirect(next);
        cookie.Set(HttpContext, language);
        if (User.May(Permissions.ViewOwnRecord) && await User.LearnerIdAsync(db, cancel) is { } learner)
            await languages.ChooseAsync(learner, language, User.Actor(), cancel);
        return LocalRedirect(next);
    }
}
