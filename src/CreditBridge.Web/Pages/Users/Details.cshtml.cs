using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Users;

/// <summary>One account: its role, its sessions, its delegations, and what was changed.</summary>
[Authorize(Permissions.ManageUsers)]
internal sealed class DetailsModel(BridgeDbContext db, UserListing listing, Delegating delegating, CurrentInstitution institution, TimeProvider time) : PageModel
{
    public User Person { get; private set; } = null!;

    public InputModel Input { get; private set; } = new();

    public DelegationView? Delegations { get; private set; }

    public IReadOnlyList<UserSession> Sessions { get; private set; } = [];

    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public IReadOnlyList<AuditEntry> Changes { get; private set; } = [];

    private DateOnly Today => institution.Value?.LocalDate(time.GetUtcNow().UtcDateTime) ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    [NeedsPermission(Permissions.ManageUsers)]
    public Task<IActionResult> OnPostRoleAsync(Guid id, [Bind(Prefix = "Input")] InputModel input, CancellationToken cancel) =>
        DoAsync(id, "Input.Role", () => listing.ChangeAsync(id, input.Role!.Value, input.Department, input.Why, User.Actor(), cancel), "The role is changed. Their sessions with the old one are over.", cancel);

    [NeedsPermission(Permissions.ManageUsers)]
    public Task<IActionResult> OnPostDisableAsync(Guid id, string? why, CancellationToken cancel) =>
        DoAsync(id, "disable-why", () => listing.DisableAsync(id, why ?? "", User.Actor(), cancel), "The account is disabled, and signed out everywhere.", cancel);

    [NeedsPermission(Permissions.ManageUsers)]
    public Task<IActionResult> OnPostEnableAsync(Guid id, CancellationToken cancel) => DoAsync(id, "", () => listing.EnableAsync(id, User.Actor(), cancel), "The account is enabled.", cancel);

    [NeedsPermission(Permissions.ManageUsers)]
    public Task<IActionResult> OnPostEndSessionsAsync(Guid id, CancellationToken cancel) => DoAsync(id, "", () => listing.EndSessionsAsync(id, User.Actor(), cancel), "They are signed out everywhere.", cancel);

    [NeedsPermission(Permissions.ManageUsers)]
    public Task<IActionResult> OnPostDelegateAsync(Guid id, [Bind(Prefix = "Delegate")] DelegationInput input, CancellationToken cancel) =>
        DoAsync(id, "Delegate.To", () => delegating.MakeAsync(id, input.To!.Value, input.FirstOn!.Value, input.LastOn!.Value, input.Reason, Today, User.Actor(), cancel), "It is delegated for these days.", cancel);

    [NeedsPermission(Permissions.ManageUsers)]
    public Task<IActionResult> OnPostEndDelegationAsync(Guid id, Guid delegation, CancellationToken cancel) => DoAsync(id, "", () => delegating.EndAsync(delegation, User.Actor(), cancel), "It is ended.", cancel);

    private async Task<IActionResult> DoAsync(Guid id, string field, Func<Task> act, string done, CancellationToken cancel)
    {
        if (!await db.Users.AnyAsync(user => user.Id == id, cancel))
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(id, cancel);
        try
        {
            await act();
        }
        catch (IllegalMoveException refused)
        {
            ModelState.AddModelError(field, refused.Message);
            return await ShowAsync(id, cancel);
        }

        TempData["Done"] = done;
        return RedirectToPage(new { id });
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id, cancel) is not { } person)
            return NotFound();
        var now = time.GetUtcNow().UtcDateTime;
        (Person, Input) = (person, new() { Role = person.Role, Department = person.DepartmentCode });
        Departments = await db.Departments.AsNoTracking().OrderBy(department => department.Name).ToListAsync(cancel);
        Sessions = await db.UserSessions.AsNoTracking().Where(session => session.UserId == id && session.EndedAt == null && session.EndsAt > now).OrderByDescending(session => session.StartedAt).Take(50).ToListAsync(cancel);
        Delegations = person.Role == Role.Learner ? null : await DelegationView.ReadAsync(db, person, Today, cancel);
        Changes = await db.AuditEntries.AsNoTracking().Where(entry => entry.SubjectType == nameof(User) && entry.SubjectId == id).OrderByDescending(entry => entry.At).Take(50).ToListAsync(cancel);
        return Page();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Choose a role.")]
        public Role? Role { get; set; }

        public string? Department { get; set; }

        [Required(ErrorMessage = "Say why the role changes."), StringLength(400, ErrorMessage = "At most 400 characters.")]
        public string Why { get; set; } = "";
    }
}
