using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>A blank draft with a title and a department.</summary>
[Authorize(Permissions.EditRules)]
internal sealed class NewModel(BridgeDbContext db, RuleLife life) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    [NeedsPermission(Permissions.EditRules)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!string.IsNullOrEmpty(Input.Department) && !Departments.Any(department => department.Code == Input.Department))
            ModelState.AddModelError("Input.Department", "Choose a department of the list.");
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var blank = new RuleDefinition(new AllOf([]), [], RuleScope.Everyone, new RuleBasis(Basis.FacultyReview));
        var rule = await life.CreateAsync(new(Input.Title!.Trim(), Input.Department!, blank), User.Actor(), cancel);
        return Redirect($"{Request.PathBase}/rules/drafts/{rule.Versions[0].Id}");
    }

    private async Task ReadAsync(CancellationToken cancel) => Departments = await db.Departments.AsNoTracking().OrderBy(department => department.Name).ToListAsync(cancel);

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Give the rule a title.")]
        [StringLength(200, ErrorMessage = "A title has at most 200 characters.")]
        public string? Title { get; set; }

        [Required(ErrorMessage = "Choose a department.")]
        public string? Department { get; set; }
    }
}
