using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Errors;

/// <summary>
/// What a person sees instead of a page that could not be shown: a sentence and a reference, never a stack trace. The reference is in the log beside
/// the cause. It is reached by re-execution only, also from a refused POST (hence no antiforgery, it changes nothing); asked for directly it is 'nothing here'.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken(Order = 1001)]
internal sealed class IndexModel : PageModel
{
    public int Code { get; private set; }

    public string Title { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    public string Next { get; private set; } = "";

    public void OnGet() => Say();

    public void OnPost() => Say();

    private void Say()
    {
        Code = HttpContext.Features.Get<IExceptionHandlerFeature>() is not null || HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null
            ? Response.StatusCode
            : StatusCodes.Status404NotFound;
        Response.StatusCode = Code;
        (Title, Sentence, Next) = Code switch
        {
            400 => ("That form could not be accepted", "It was too old, incomplete, larger than is taken here, or not sent from this site.", "Go back, reload the page and send it again"),
            403 => ("Not allowed", "You are signed in, but your role may not do this.", "Someone with another role can"),
            404 => ("Nothing here", "There is no such page or record, or it is not yours to see.", "Check the address, or start from the list"),
            409 => ("Someone was faster", "Someone else changed this at the same moment, so your change was not made.", "Open it again to see how it stands"),
            429 => ("Too much at once", "You did this very often in a short time, so the last one was not done.", "Go on in a few minutes"),
            503 => ("Busy just now", "Another program holds the database. What you were doing was not completed.", "Try again in a moment"),
            >= 500 => ("Something went wrong", "The fault is ours. What you were doing was not completed, and the cause is in the log.", "Try again in a moment"),
            _ => ("That did not work", "The request could not be answered.", "Start again from the list"),
        };
    }
}
