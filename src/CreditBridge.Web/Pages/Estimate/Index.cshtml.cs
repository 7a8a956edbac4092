using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Estimate;

/// <summary>What could count, for anybody and without a script. What is typed stays in the form: nothing is stored.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Estimate)]
[RequestSizeLimit(MostUploaded), RequestFormLimits(MultipartBodyLengthLimit = MostUploaded)]
internal sealed class IndexModel(BridgeDbContext db, Estimating estimating) : PageModel
{
    private const long MostUploaded = 8L * BadgeAdding.MostBytes;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Programs { get; private set; } = [];

    public IReadOnlyList<(PickModel Pick, string Name, string Partner)> Picked { get; private set; } = [];

    /// <summary>Null: nothing was searched.</summary>
    public IReadOnlyList<AchievementSearch.Found>? Found { get; private set; }

    public Core.Rules.Estimate? Answer { get; private set; }

    /// <summary>Where the picks are asked credit for.</summary>
    public string AskAddress
    {
        get
        {
            var query = new QueryBuilder(Picked.Select(picked => KeyValuePair.Create("achievement", picked.Pick.Achievement.ToString())));
            if (Input.Link?.Trim() is { Length: <= 2000 } link && link.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
                query.Add("badge", link);
            return $"{Request.PathBase}/my-requests/new{query}";
        }
    }

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task OnPostAsync(string? act, CancellationToken cancel)
    {
        if (act?.StartsWith("add-", StringComparison.Ordinal) == true && Guid.TryParse(act[4..], out var added) && Input.Picks.TrueForAll(pick => pick.Achievement != added))
            Input.Picks.Add(new() { Achievement = added });
        if (act?.StartsWith("drop-", StringComparison.Ordinal) == true && Guid.TryParse(act[5..], out var dropped))
            Input.Picks.RemoveAll(pick => pick.Achievement == dropped);
        if (act == "search")
            Found = await AchievementSearch.FindAsync(db, Input.Search ?? "", cancel);
        await ShowAsync(cancel);
        if (act is not null)
            return;
        if (Picked.Count == 0 && string.IsNullOrWhiteSpace(Input.Link) && Input.File is null)
            ModelState.AddModelError("Input.Search", "Pick what you earned, paste a link or drop a file.");
        if (Input.File?.Length > BadgeAdding.MostBytes)
            ModelState.AddModelError("Input.File", "The file is larger than 1 MB, which is the most that is read.");
        if (!ModelState.IsValid)
            return;
        ReadOnlyMemory<byte>? file = null;
        if (Input.File is { } upload)
        {
            using var content = new MemoryStream();
            await upload.CopyToAsync(content, cancel);
            file = content.ToArray();
        }

        Answer = await estimating.OfAsync(new EstimateAsk([.. Picked.Select(picked => new EstimateAsk.Pick(picked.Pick.Achievement, picked.Pick.Result, picked.Pick.IssuedOn))], Input.Program, Input.Link, file), cancel);
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Programs = await db.Programs.OrderBy(program => program.Name).Select(program => new SelectListItem(program.Name, program.Code)).ToListAsync(cancel);
        var ids = Input.Picks.Take(Estimating.MostPicks).Select(pick => pick.Achievement).ToList();
        var known = await db.Achievements.Where(achievement => ids.Contains(achievement.Id))
            .Join(db.Partners, achievement => achievement.PartnerId, partner => partner.Id, (achievement, partner) => new { achievement.Id, achievement.Name, Partner = partner.Name }).ToDictionaryAsync(row => row.Id, cancel);
        Picked = [.. Input.Picks.DistinctBy(pick => pick.Achievement).Where(pick => known.ContainsKey(pick.Achievement)).Select(pick => (pick, known[pick.Achievement].Name, known[pick.Achievement].Partner))];
    }

    internal sealed class PickModel
    {
        public Guid Achievement { get; set; }

        [StringLength(40)]
        public string? Result { get; set; }

        public DateOnly? IssuedOn { get; set; }
    }

    internal sealed class InputModel
    {
        [StringLength(100, ErrorMessage = "A few words of its name are enough.")]
        public string? Search { get; set; }

        [MaxLength(Estimating.MostPicks, ErrorMessage = "Up to 20 at once.")]
        public List<PickModel> Picks { get; set; } = [];

        [StringLength(40)]
        public string? Program { get; set; }

        [StringLength(BadgeAdding.MostBytes, ErrorMessage = "That is more than is read: drop its file.")]
        public string? Link { get; set; }

        public IFormFile? File { get; set; }
    }
}
