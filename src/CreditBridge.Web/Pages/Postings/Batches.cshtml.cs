using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Sis;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Postings;

/// <summary>The files that credit left in, and how much of each was accepted, refused or is awaited.</summary>
[Authorize(Permissions.ViewPostings)]
internal sealed class BatchesModel(BridgeDbContext db, ISisAdapter adapter) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public PageOf<Batch> List { get; private set; } = new([], 1, 0);

    /// <summary>The adapter posts by file; else there are no batches.</summary>
    public bool HasBatches => adapter.Capabilities.MostInBatch > 1;

    public async Task OnGetAsync(CancellationToken cancel) =>
        List = !HasBatches ? List : await db.Postings.Where(posting => posting.SisReference != null)
            .GroupBy(posting => posting.SisReference!)
            .Select(group => new Batch
            {
                Name = group.Key,
                At = group.Min(posting => posting.HandedOverAt ?? posting.PostedAt),
                Rows = group.Count(),
                Posted = group.Count(posting => posting.State == PostingState.Posted || posting.State == PostingState.OnTranscript),
                Rejected = group.Count(posting => posting.State == PostingState.Rejected),
                Awaited = group.Count(posting => posting.State == PostingState.Sent),
                Unclear = group.Count(posting => posting.State == PostingState.Unknown || posting.State == PostingState.Dead),
            })
            .OrderByDescending(batch => batch.At).ThenBy(batch => batch.Name).ToPageAsync(PageNumber, cancel);

    internal sealed record Batch
    {
        public required string Name { get; init; }

        /// <summary>When it was handed over (UTC).</summary>
        public required DateTime? At { get; init; }
        public required int Rows { get; init; }
        public required int Posted { get; init; }
        public required int Rejected { get; init; }
        public required int Awaited { get; init; }
        public required int Unclear { get; init; }
    }
}
