using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using CreditBridge.Core.Access;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CreditBridge.Web.Pages.SignIn;

/// <summary>Asks for a one-time link. What is answered, and when, never tells whether the address is known.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
internal sealed class LinkModel(SignInLinks links, LinkCookie cookie, AddressLimit limit, IOptions<SignInOptions> options) : PageModel
{
    /// <summary>Longer than the work takes: each answer comes after as long.</summary>
    private static readonly TimeSpan Answering = TimeSpan.FromMilliseconds(500);

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool IsSent { get; private set; }

    public IActionResult OnGet(bool sent)
    {
        IsSent = sent;
        return options.Value.EmailLinks ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!options.Value.EmailLinks)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        if (!limit.Allows(Input.Email))
            return StatusCode(StatusCodes.Status429TooManyRequests);
        var began = Stopwatch.GetTimestamp();
        await links.AskAsync(Input.Email, cookie.Set(HttpContext), cancel);
        var left = Answering - Stopwatch.GetElapsedTime(began);
        if (left > TimeSpan.Zero)
            await Task.Delay(left, cancel);
        return RedirectToPage(new { sent = true });
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Write your e-mail address."), EmailAddress(ErrorMessage = "That is no e-mail address."), StringLength(254, ErrorMessage = "That is longer than an e-mail address can be.")]
        public string Email { get; set; } = "";
    }
}
