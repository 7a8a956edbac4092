using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CreditBridge.Web.Pages.SignIn;

/// <summary>Where whoever is not signed in arrives. In the demo it is a choice of personas; outside it, that choice does not exist.</summary>
[AllowAnonymous]
internal sealed class IndexModel(IOptions<DemoOptions> demo, IOptions<SignInOptions> options, BridgeDbContext db, Session session) : PageModel
{
    public bool IsDemo => demo.Value.Enabled;

    public bool HasCampus => options.Value.HasCampus;

    public bool HasLinks => options.Value.EmailLinks;

    /// <summary>Why the campus's sign-in led nowhere.</summary>
    [BindProperty(SupportsGet = true)]
    public ArrivalRefusal? Refused { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The campus's sign-in, which leads back to the page that was asked for.</summary>
    public string Campus => Url.Page("/SignIn/Campus", Url.IsLocalUrl(ReturnUrl) ? new { returnUrl = ReturnUrl } : null)!;

    public IReadOnlyList<User> Personas { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        if (IsDemo)
            Personas = [.. (await db.Users.AsNoTracking().Where(user => user.DisabledAt == null).OrderBy(user => user.Id).Take(50).ToListAsync(cancel)).OrderBy(Place).ThenBy(user => user.Name, StringComparer.Ordinal)];
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!IsDemo || await db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.Id == id && user.DisabledAt == null, cancel) is not { } persona)
            return NotFound();
        await session.BeginAsync(HttpContext, persona, SignInWay.Demo);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : Session.Home(persona));
    }

    /// <summary>Who most visitors want to be comes first.</summary>
    private static int Place(User user) => Array.IndexOf(
        [Role.Registrar, Role.Evaluator, Role.Learner, Role.FacultyApprover, Role.Advisor, Role.Auditor, Role.Administrator], user.Role);
}
