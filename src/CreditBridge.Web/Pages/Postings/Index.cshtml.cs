using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Postings;

/// <summary>Credit on its way into the student system, by state; what nobody knows the fate of comes first.</summary>
[Authorize(Permissions.ViewPostings)]
internal sealed class IndexModel(BridgeDbContext db) : PageModel
{
    /// <summary>The order of the tabs: what needs a person, then what moves, then what is done.</summary>
    private static readonly PostingState[] Order =
    [
        PostingState.Unknown, PostingState.Rejected, PostingState.Dead, PostingState.Pending, PostingState.Sending, PostingState.Sent, PostingState.Posted, PostingState.OnTranscript,
    ];

    [BindProperty(SupportsGet = true, Name = "state")]
    public PostingState? State { get; set; }

    /// <summary>The file that they left in; null: all.</summary>
    [BindProperty(SupportsGet = true, Name = "batch")]
    public string? Batch { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<(PostingState State, int Count)> States { get; private set; } = [];

    public PageOf<PostingRow> List { get; private set; } = new([], 1, 0);

    /// <summary>How much is not the same here and in the student system.</summary>
    public int Differences { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var counts = await db.Postings.Where(posting => Batch == null || posting.SisReference == Batch).GroupBy(posting => posting.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        States = [.. Order.Select(state => (state, counts.GetValueOrDefault(state)))];
        State ??= States.FirstOrDefault(state => state.Count > 0).State is var first && counts.Count > 0 ? first : PostingState.Unknown;
        if (!ModelState.IsValid)
            return;
        List = await PostingRow.From(db).Where(row => row.State == State && (Batch == null || row.SisReference == Batch)).OrderByDescending(row => row.Id).ToPageAsync(PageNumber, cancel);
        Differences = await db.ReconciliationDifferences.CountAsync(difference => difference.OpenKey != null, cancel);
    }
}
