using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Letters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Letters;

/// <summary>All letters and languages: which has words of the institution's own, which is off.</summary>
[Authorize(Permissions.EditLetters)]
internal sealed class WordsModel(BridgeDbContext db) : PageModel
{
    public IReadOnlyDictionary<(LetterEvent, string), LetterTemplate> Own { get; private set; } = new Dictionary<(LetterEvent, string), LetterTemplate>();

    public async Task OnGetAsync(CancellationToken cancel) =>
        Own = await db.LetterTemplates.AsNoTracking().ToDictionaryAsync(template => (template.Event, template.Language), cancel);
}
