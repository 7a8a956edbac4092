using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Errors;

/// <summary>What a person sees instead of a page that could not be shown: a sentence and a reference, never a stack trace. The reference is in the log beside the cause.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken(Order = 1001)] // Reached by re-execution, also from a refused POST; it changes nothing.
internal sealed class IndexModel : PageModel
{
    public int Code { get; private set; }

    public string Title { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    public string Next { get; private set; } = "";

    public void OnGet(int code) => Say(code);

    public void OnPost(int code) => Say(code);

    private void Say(int code)
    {
        Code = code;
        (Title, Sentence, Next) = code switch
        {
            400 => ("That form could not be accepted", "It was too old, incomplete, or not sent from this site.", "Go back, reload the page and send it again"),
            403 => ("Not allowed", "You are signed in, but your role may not do this.", "Someone with another role can"),
            404 => ("Nothing here", "There is no such page or record, or it is not yours to see.", "Check the address, or start from the list"),
            409 => ("Someone was faster", "Someone else changed this at the same moment, so your change was not made.", "Open it again to see how it stands"),
            >= 500 => ("Something went wrong", "The fault is ours. What you were doing was not completed, and the cause is in the log.", "Try again in a moment"),
            _ => ("That did not work", "The request could not be answered.", "Start again from the list"),
        };
        Response.StatusCode = code is >= 400 and < 600 ? code : StatusCodes.Status404NotFound;
    }
}
