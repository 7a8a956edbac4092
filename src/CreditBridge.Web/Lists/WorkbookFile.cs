using Microsoft.AspNetCore.Mvc;

namespace CreditBridge.Web.Lists;

/// <summary>A workbook as a download.</summary>
internal static class WorkbookFile
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task<IActionResult> OfAsync(Func<Stream, Task> write, string name)
    {
        var workbook = new MemoryStream();
        await write(workbook);
        workbook.Position = 0;
        return new FileStreamResult(workbook, MediaType) { FileDownloadName = name };
    }
}
