using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary>A titled group of <see cref="TaskLinkTagHelper"/>s; absent when none of them is for this person.</summary>
public sealed class TaskGroupTagHelper(HtmlEncoder encoder) : TagHelper
{
    public required string Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var links = await output.GetChildContentAsync();
        output.TagName = null;
        if (links.IsEmptyOrWhiteSpace)
            output.SuppressOutput();
        else
            output.Content.AppendHtml($"<h2>{encoder.Encode(Title)}</h2><ul>").AppendHtml(links).AppendHtml("</ul>");
    }
}
