using CreditBridge.Core.Access;
using CreditBridge.Core.Tables;
using CreditBridge.Jobs.Imports;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Imports;

/// <summary>What would become of a file, row by row; and, once the count is confirmed, what did.</summary>
[Authorize(Permissions.ImportData)]
internal sealed class CheckModel(ImportDesk desk) : PageModel
{
    public const int MostShown = 200;
    public const int MostTakenShown = 50;

    private Table? _table;

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string Kind { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "hash")]
    public string Hash { get; set; } = "";

    /// <summary>How many rows the page said would be taken: more or fewer by now are not taken unseen.</summary>
    [BindProperty]
    public int Count { get; set; }

    /// <summary>The file was imported before, or just now.</summary>
    public bool HasResult => desk.HasResult(Kind, Hash);

    public string Name => _table!.Name;

    public ImportResult? Result { get; private set; }

    public int ToTake => Result is null ? 0 : Result.New + Result.Changed;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await TryAsync(cancel) ? Page() : NotFound();

    [NeedsPermission(Permissions.ImportData)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        using var held = desk.TryHold();
        if (!await TryAsync(cancel))
            return NotFound();
        if (Result is null)
            return Page();
        if (held is null)
        {
            ModelState.AddModelError("", "Another import is being taken just now. Wait a moment, look again, then confirm.");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        if (ToTake != Count)
        {
            ModelState.AddModelError("", $"By now {ToTake:N0} rows would be taken, not {Count:N0}. Look again, then confirm.");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        Result = await desk.RunAsync(Kind, Hash, _table!, isDryRun: false, User.Actor(), cancel);
        return Page();
    }

    /// <summary>Every row of the file with what became of it when it was last imported.</summary>
    public IActionResult OnGetResult() => desk.Result(Kind, Hash) is { } kept ? File(kept, WorkbookFile.MediaType, "result.xlsx") : NotFound();

    /// <summary>Every row of the file with what would become of it now.</summary>
    public async Task<IActionResult> OnGetWorkbookAsync(CancellationToken cancel)
    {
        if (!await TryAsync(cancel) || Result is null)
            return NotFound();
        var file = new MemoryStream();
        ImportWorkbook.Write(file, _table!, Result, User.Actor().Name);
        return File(file.ToArray(), WorkbookFile.MediaType, "dry-run.xlsx");
    }

    private async Task<bool> TryAsync(CancellationToken cancel)
    {
        if (!desk.Kinds.Contains(Kind))
            return false;
        try
        {
            _table = await desk.OpenAsync(Hash, cancel);
            if (_table is not null)
                Result = await desk.RunAsync(Kind, Hash, _table, isDryRun: true, User.Actor(), cancel);
        }
        catch (InvalidDataException problem)
        {
            ModelState.AddModelError("", problem.Message);
        }

        return _table is not null;
    }
}
