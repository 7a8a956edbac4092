using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Access;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.SignIn;

/// <summary>Where a one-time link leads. Opening it changes nothing; its button uses it.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class UseLinkModel(SignInLinks links, LinkCookie cookie, Session session) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public LinkProblem? Problem { get; private set; }

    public async Task OnGetAsync(string token, CancellationToken cancel) => Problem = await links.LookAsync(token, cookie.Read(HttpContext), cancel);

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancel)
    {
        if (Input.IsAnswer && Input is { BirthOn: null, StudentNumber: null })
            ModelState.AddModelError("Input.BirthOn", "Give your birth date or your student number.");
        if (!ModelState.IsValid)
        {
            Problem = await links.LookAsync(token, cookie.Read(HttpContext), cancel) ?? LinkProblem.AsksWho;
            return Page();
        }

        try
        {
            switch (await links.UseAsync(token, cookie.Read(HttpContext), Input.IsAnswer ? new LinkProof(Input.BirthOn, Input.StudentNumber) : null, cancel))
            {
                case LinkUse.Welcome { User: var user }:
                    await session.BeginAsync(HttpContext, user, SignInWay.EmailLink);
                    return LocalRedirect(Session.Home(user));
                case LinkUse.Refused { Problem: var problem }:
                    Problem = problem;
                    break;
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            Problem = LinkProblem.Over;
        }

        return Page();
    }

    internal sealed class InputModel
    {
        /// <summary>The question was shown.</summary>
        public bool IsAnswer { get; set; }

        public DateOnly? BirthOn { get; set; }

        [StringLength(100, ErrorMessage = "At most 100 characters.")]
        public string? StudentNumber { get; set; }
    }
}
