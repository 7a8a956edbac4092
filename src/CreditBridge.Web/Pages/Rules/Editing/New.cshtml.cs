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

    /// <param name="achievement">What the rule is to ask for, where it is known already.</param>
    public async Task OnGetAsync(Guid? achievement, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (await db.Achievements.Where(row => row.Id == achievement).Select(row => row.Name).SingleOrDefaultAsync(cancel) is { } name)
            (Input.Achievement, Input.Title) = (achievement, name.Length > 200 ? name[..200] : name);
    }

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

        var asked = await db.Achievements.Where(row => row.Id == Input.Achievement).Join(db.Partners, row => row.PartnerId, partner => partner.Id, (row, partner) => new AchievementSelector(partner.Code, row.ExternalId)).SingleOrDefaultAsync(cancel);
        var blank = new RuleDefinition(new AllOf(asked is null ? [] : [new Earned(asked)]), [], RuleScope.Everyone, new RuleBasis(Basis.FacultyReview));
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

        public Guid? Achievement { get; set; }
    }
}
