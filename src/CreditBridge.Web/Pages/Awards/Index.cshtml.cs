using System.Text;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Grants;
using CreditBridge.OpenBadges;
using CreditBridge.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace CreditBridge.Web.Pages.Awards;

/// <summary>
/// An award as an employer sees it, by the link or QR code that its learner gave them: signed and verified while they look. That it was looked at stands in the learner's disclosure log, once an hour at most.
/// An unknown link and one that is switched off are one and the same 'nothing here'.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Award)]
internal sealed class IndexModel(AwardIssuing issuing, AwardLooks looks, InclusionProofs proofs, IssuerSite site) : PageModel
{
    public AwardFacts Award { get; private set; } = null!;

    public Verification Verified { get; private set; } = null!;

    /// <summary>That the grant stands in the sealed trail; null until the day's checkpoint is made.</summary>
    public InclusionProof? Proof { get; private set; }

    public string Address { get; private set; } = "";

    public string IssuerId => site.Did;

    public DateTime? VerifiedAt => Verified.Checks is [var first, ..] ? first.At : null;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        Close();
        if (await issuing.OfLinkAsync(token, cancel) is not { } award)
            return NotFound();
        await looks.NoteAsync(award.Grant, cancel);
        (Award, Address) = (award, site.Award(token));
        Verified = await issuing.VerifyAsync(award, cancel);
        Proof = await proofs.OfGrantAsync(award.Grant.Id, cancel);
        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync(string token, AwardForm form, CancellationToken cancel)
    {
        Close();
        if (!ModelState.IsValid || await issuing.OfLinkAsync(token, cancel) is not { } award)
            return NotFound();
        await looks.NoteAsync(award.Grant, cancel);
        var file = await issuing.FileAsync(award, form, cancel);
        return File(file.Bytes, file.MediaType, file.Name);
    }

    public async Task<IActionResult> OnGetProofAsync(string token, CancellationToken cancel)
    {
        Close();
        return await issuing.OfLinkAsync(token, cancel) is { } award && await proofs.OfGrantAsync(award.Grant.Id, cancel) is { } proof
            ? File(Encoding.UTF8.GetBytes(proof.ToJson()), "application/json", "trail-proof.json")
            : NotFound();
    }

    /// <summary>No copy stays behind, and no search engine lists it: switched off is gone.</summary>
    private void Close()
    {
        Response.Headers[HeaderNames.CacheControl] = "no-store";
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
    }
}
