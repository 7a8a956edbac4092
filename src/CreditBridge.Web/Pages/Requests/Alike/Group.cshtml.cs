using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Requests.Alike;

/// <summary>One group: the exceptions first, one decision, and its count before anything happens.</summary>
[Authorize(Permissions.DecideRequests)]
internal sealed class GroupModel(BridgeDbContext db, AlikeDeciding deciding, RequestScope scope) : PageModel
{
    [BindProperty]
    public AlikeInput Input { get; set; } = new();

    /// <summary>Null when nothing of this kind is left.</summary>
    public AlikeGroup? Group { get; private set; }

    public IReadOnlyList<AlikeMember> Members { get; private set; } = [];

    /// <summary>What is about to be decided, once more.</summary>
    public bool IsConfirming { get; private set; }

    public AlikeOutcome? Outcome { get; private set; }

    /// <summary>Request numbers of the lines that were refused.</summary>
    public IReadOnlyDictionary<Guid, (Guid Request, string Number)> Numbers { get; private set; } = new Dictionary<Guid, (Guid, string)>();

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) => await ReadAsync(key, cancel) ? Page() : NotFound();

    /// <summary>Counts, and decides nothing.</summary>
    [NeedsPermission(Permissions.DecideRequests)]
    public async Task<IActionResult> OnPostLookAsync(string key, CancellationToken cancel)
    {
        if (!await ReadAsync(key, cancel))
            return NotFound();
        Input.Check(ModelState, nameof(Input));
        IsConfirming = ModelState.IsValid;
        Response.StatusCode = IsConfirming ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return Page();
    }

    [NeedsPermission(Permissions.DecideRequests)]
    public async Task<IActionResult> OnPostAsync(string key, CancellationToken cancel)
    {
        Input.Check(ModelState, nameof(Input));
        if (ModelState.IsValid)
        {
            try
            {
                Outcome = await deciding.DecideAsync(Input.Lines(), Input.Reason, Input.Sentence, User.Actor(), cancel);
            }
            catch (IllegalMoveException refused)
            {
                ModelState.AddModelError($"{nameof(Input)}.{nameof(Input.Sentence)}", refused.Message);
            }
        }

        db.ChangeTracker.Clear();
        if (!await ReadAsync(key, cancel) && Outcome is null)
            return NotFound();
        Numbers = await AlikeView.NumbersAsync(db, Outcome?.Refused ?? [], cancel);
        Response.StatusCode = ModelState.IsValid ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task<bool> ReadAsync(string key, CancellationToken cancel)
    {
        Group = (await AlikeFinding.GroupsAsync(db, cancel)).FirstOrDefault(group => group.Key == key);
        if (Group is null)
            return false;
        Members = await AlikeFinding.MembersAsync(db, Group, await scope.TodayAsync(cancel), cancel);
        return true;
    }
}
