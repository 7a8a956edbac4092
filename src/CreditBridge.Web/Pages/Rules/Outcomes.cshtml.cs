using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Rules;

/// <summary>The outcome map of an achievement: what its learner can do beside what our courses teach, with who compared them.</summary>
[Authorize(Permissions.ViewRules)]
internal sealed class OutcomesModel(BridgeDbContext db, TimeProvider time) : PageModel
{
    private const int Spare = 3;

    [BindProperty(SupportsGet = true, Name = "partner")]
    public string PartnerCode { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "achievement")]
    public string ExternalId { get; set; } = "";

    [BindProperty]
    public List<InputModel> Links { get; set; } = [];

    public Achievement Achievement { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
            return NotFound();
        Links = [.. Achievement.Outcomes.Select(link => new InputModel { Outcome = link.Outcome, Course = link.Course, CourseOutcome = link.CourseOutcome, Evidence = link.Evidence, Faculty = link.Faculty }), .. Enumerable.Range(0, Spare).Select(_ => new InputModel())];
        return Page();
    }

    [NeedsPermission(Permissions.EditRules)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
            return NotFound();
        for (var i = 0; i < Links.Count; i++)
        {
            if (!Links[i].IsEmpty && !Links[i].IsFull)
                ModelState.AddModelError($"Links[{i}].Outcome", $"Row {i + 1}: fill in all five, or none.");
        }

        if (!ModelState.IsValid)
            return Page();
        await db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            var achievement = await db.Achievements.AsTracking().SingleAsync(other => other.Id == Achievement.Id, cancel);
            var before = achievement.Outcomes.Count;
            achievement.Outcomes = [.. Links.Where(link => link.IsFull).Select(link => new OutcomeLink(link.Outcome!, link.Course!, link.CourseOutcome!, link.Evidence!, link.Faculty!))];
            db.AuditEntries.Add(AuditEntry.Of(User.Actor(), time.GetUtcNow().UtcDateTime, "Outcome map written", nameof(Achievement), achievement.Id, $"{before} rows", $"{achievement.Outcomes.Count} rows"));
        }, cancel);
        TempData["Done"] = "The outcome map is saved.";
        return RedirectToPage(new { partner = PartnerCode, achievement = ExternalId });
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        Achievement = (await db.Achievements.AsNoTracking().Where(achievement => achievement.ExternalId == ExternalId && db.Partners.Any(partner => partner.Id == achievement.PartnerId && partner.Code == PartnerCode)).SingleOrDefaultAsync(cancel))!;
        return Achievement is not null;
    }

    internal sealed class InputModel
    {
        [StringLength(400)]
        public string? Outcome { get; set; }

        [StringLength(40)]
        public string? Course { get; set; }

        [StringLength(400)]
        public string? CourseOutcome { get; set; }

        [StringLength(400)]
        public string? Evidence { get; set; }

        [StringLength(200)]
        public string? Faculty { get; set; }

        public bool IsEmpty => string.IsNullOrWhiteSpace(Outcome + Course + CourseOutcome + Evidence + Faculty);

        public bool IsFull => new[] { Outcome, Course, CourseOutcome, Evidence, Faculty }.All(text => !string.IsNullOrWhiteSpace(text));
    }
}
