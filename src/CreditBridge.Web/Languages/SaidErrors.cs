using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;

namespace CreditBridge.Web.Languages;

/// <summary>What is wrong with a form, in the page's language, wherever it was found. A sentence without a translation stays as it is.</summary>
internal sealed class SaidErrors(IStringLocalizer<Words> words) : IResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (!PageDates.IsSpanish)
            return;
        foreach (var field in context.ModelState.Values)
        {
            var said = field.Errors.Select(error => words[error.ErrorMessage].Value).ToList();
            field.Errors.Clear();
            said.ForEach(field.Errors.Add);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
