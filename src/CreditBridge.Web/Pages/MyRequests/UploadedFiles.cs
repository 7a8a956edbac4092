using CreditBridge.Core.Requests;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CreditBridge.Web.Pages.MyRequests;

/// <summary>Takes the files of a form into the store, before the transaction that gives them to a request. What is not taken is said at the field.</summary>
internal sealed class UploadedFiles(AttachmentStore store)
{
    /// <summary>More than is taken, so that somewhat too much gets a sentence and not a broken connection.</summary>
    public const long MostOfAForm = 64L * 1024 * 1024;

    private const int MostAtOnce = 5;

    public async Task<IReadOnlyList<StoredFile>> SaveAsync(string field, IReadOnlyList<IFormFile> files, ModelStateDictionary model, CancellationToken cancellation)
    {
        if (files.Count > MostAtOnce)
            model.AddModelError(field, $"Up to {MostAtOnce} files at once: add the others with a message.");
        if (!model.IsValid)
            return [];
        List<StoredFile> stored = [];
        foreach (var file in files)
        {
            try
            {
                await using var content = file.OpenReadStream();
                stored.Add(await store.SaveAsync(file.FileName, content, cancellation));
            }
            catch (FormatException problem)
            {
                model.AddModelError(field, problem.Message);
            }
        }

        return stored;
    }
}
