using System.Text.Encodings.Web;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary>A filter in force, in words (the content); following it takes the filter away. Absent while its key is not in the URL.</summary>
public sealed class FilterChipTagHelper(HtmlEncoder encoder) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public required string Key { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        if (string.IsNullOrEmpty(request.Query[Key]))
        {
            output.SuppressOutput();
            return;
        }

        var words = await output.GetChildContentAsync();
        output.TagName = "li";
        output.Content
            .AppendHtml($"""<a class="chip" href="{encoder.Encode(QueryUrl.With(request, Key, null))}"><span class="visually-hidden">Remove filter: </span>""")
            .AppendHtml(words)
            .AppendHtml(IconTagHelper.Html(ViewContext.HttpContext, "x"))
            .AppendHtml("</a>");
    }
}
