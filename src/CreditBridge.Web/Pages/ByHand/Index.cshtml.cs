using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.ByHand;

/// <summary>Credit that no rule gives, for one learner or a class: checked first, then opened with the count confirmed, then approved by somebody else.</summary>
[Authorize(Permissions.AwardByHand)]
internal sealed class IndexModel(AwardingByHand awarding) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public HandMadeCheck? Check { get; private set; }

    public void OnGet(string? number) => Input.Numbers = number ?? "";

    [NeedsPermission(Permissions.AwardByHand)]
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancel) => await ShowAsync(StatusCodes.Status200OK, cancel);

    [NeedsPermission(Permissions.AwardByHand)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(StatusCodes.Status400BadRequest, cancel);
        try
        {
            var count = await awarding.OpenAsync(Input.Award(), Input.Confirmed, Input.FormId, User.Actor(), cancel);
            TempData["Done"] = count == 1 ? "One request is opened. Somebody else approves it." : $"{count} requests are opened. Somebody else approves them, all at once if they are alike.";
            return RedirectToPage("/Requests/Index");
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return await ShowAsync(StatusCodes.Status409Conflict, cancel);
        }
    }

    private async Task<IActionResult> ShowAsync(int status, CancellationToken cancel)
    {
        if (ModelState.IsValid || status == StatusCodes.Status409Conflict)
        {
            try
            {
                Check = await awarding.CheckAsync(Input.Award(), cancel);
            }
            catch (IllegalMoveException refused)
            {
                ModelState.AddModelError("", refused.Message);
            }
        }

        Response.StatusCode = ModelState.IsValid ? StatusCodes.Status200OK : status == StatusCodes.Status200OK ? StatusCodes.Status400BadRequest : status;
        return Page();
    }

    internal sealed class InputModel
    {
        /// <summary>Made with the form: sending it twice opens the requests once.</summary>
        public Guid FormId { get; set; } = Guid.CreateVersion7();

        [Required(ErrorMessage = "Name the learners by student number."), StringLength(20_000, ErrorMessage = "Too many numbers at once.")]
        public string Numbers { get; set; } = "";

        [StringLength(80)]
        public string? Course { get; set; }

        [StringLength(80)]
        public string? Subject { get; set; }

        public CourseLevel? Level { get; set; }

        [Range(0.001, 99, ErrorMessage = "Credits are more than 0 and at most 99.")]
        public decimal? Credits { get; set; }

        [Required(ErrorMessage = "Choose why it is recognised.")]
        public Basis? Basis { get; set; }

        [Required(ErrorMessage = "Say what was assessed, by whom and how."), StringLength(2_000, ErrorMessage = "At most 2,000 characters.")]
        public string Why { get; set; } = "";

        public int Confirmed { get; set; }

        public HandMadeAward Award() => new(Numbers.Split(['\n', '\r', ',', ';', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Course, Subject, Level, Credits, Basis ?? Core.Rules.Basis.FacultyReview, Why);
    }
}
