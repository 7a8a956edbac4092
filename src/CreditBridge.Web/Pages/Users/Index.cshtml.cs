using System.ComponentModel.DataAnnotations;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Users;

/// <summary>Who may sign in, and as what.</summary>
[Authorize(Permissions.ManageUsers)]
internal sealed class IndexModel(BridgeDbContext db, UserListing listing) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "role")]
    public Role? Role { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PageOf<User> List { get; private set; } = new([], 1, 0);

    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public bool IsFiltered => Role is not null || !string.IsNullOrWhiteSpace(Search);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Departments = await db.Departments.AsNoTracking().OrderBy(department => department.Name).ToListAsync(cancel);
        var users = db.Users.AsNoTracking().Where(user => Role == null ? user.Role != Core.Access.Role.Learner || Search != null : user.Role == Role);
        if (!string.IsNullOrWhiteSpace(Search))
        {
            var search = Search.Trim().ToUpperInvariant();
            users = users.Where(user => user.Name.ToUpper().Contains(search) || user.Email.ToUpper().Contains(search));
        }

        List = await users.OrderBy(user => user.Name).ThenBy(user => user.Id).ToPageAsync(PageNumber, cancel);
    }

    [NeedsPermission(Permissions.ManageUsers)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (ModelState.IsValid)
        {
            try
            {
                var user = await listing.AddAsync(Input.Name, Input.Email, Input.Role!.Value, Input.Department, User.Actor(), cancel);
                TempData["Done"] = $"{user.Name} is listed. They sign in with the campus account that has this address.";
                return RedirectToPage("/Users/Details", new { id = user.Id });
            }
            catch (IllegalMoveException refused)
            {
                ModelState.AddModelError("Input.Email", refused.Message);
            }
        }

        await OnGetAsync(cancel);
        return Page();
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Write the person's name."), StringLength(200, ErrorMessage = "At most 200 characters.")]
        public string Name { get; set; } = "";

        [Required(ErrorMessage = "Write the person's e-mail address."), EmailAddress(ErrorMessage = "That is no e-mail address."), StringLength(254, ErrorMessage = "At most 254 characters.")]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Choose a role.")]
        public Role? Role { get; set; }

        public string? Department { get; set; }
    }
}
