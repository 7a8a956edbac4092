using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Access;
using CreditBridge.Core.Reports;
using CreditBridge.Core.Rules;
using CreditBridge.Core.Tables;
using CreditBridge.Jobs.Imports;
using CreditBridge.Web.Lists;
using CreditBridge.Web.Security;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Imports;

/// <summary>A file is chosen here; what would happen with it is shown next.</summary>
[Authorize(Permissions.ImportData)]
[RequestSizeLimit(MostUploaded), RequestFormLimits(MultipartBodyLengthLimit = MostUploaded)]
internal sealed class IndexModel(ImportDesk desk, RuleExport export) : PageModel
{
    /// <summary>More than is read, so that somewhat too much gets a sentence and not a broken connection.</summary>
    private const long MostUploaded = 3L * TableFile.MostBytes;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<string> Kinds => desk.Kinds;

    public IActionResult OnGet() => Page();

    [NeedsPermission(Permissions.ImportData)]
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (ModelState.IsValid && !Kinds.Contains(Input.Kind))
            ModelState.AddModelError("Input.Kind", "Choose what the file holds.");
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await using var content = Input.File!.OpenReadStream();
            var name = Path.GetFileName(Input.File.FileName);
            var hash = await desk.KeepAsync(name.Length is > 0 and <= 200 ? name : "The file", content, cancel);
            await desk.OpenAsync(hash, cancel);
            return RedirectToPage("Check", new { kind = Input.Kind, hash });
        }
        catch (InvalidDataException problem)
        {
            ModelState.AddModelError("Input.File", problem.Message);
            return Page();
        }
    }

    /// <summary>An empty table with the columns that are read.</summary>
    public IActionResult OnGetTemplate(string kind)
    {
        if (!ModelState.IsValid || !Kinds.Contains(kind))
            return NotFound();
        var file = new MemoryStream();
        TableWriting.Write<string>(file, asWorkbook: true, ImportWords.Title(kind), User.Actor().Name, [.. desk.ColumnsOf(kind).Select(column => new ReportColumn<string>(column, _ => null))], []);
        return File(file.ToArray(), WorkbookFile.MediaType, $"{kind}.xlsx");
    }

    /// <summary>Every rule's newest version, to edit and to import again.</summary>
    public async Task<IActionResult> OnGetRulesAsync(CancellationToken cancel)
    {
        var file = new MemoryStream();
        await export.WriteAsync(file, asWorkbook: true, User.Actor().Name, cancel);
        return File(file.ToArray(), WorkbookFile.MediaType, "rules.xlsx");
    }

    internal sealed class InputModel
    {
        [Required(ErrorMessage = "Choose what the file holds.")]
        public string Kind { get; set; } = "";

        [Required(ErrorMessage = "Choose a file.")]
        public IFormFile? File { get; set; }
    }
}
