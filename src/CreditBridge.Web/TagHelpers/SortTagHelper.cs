using System.Text.Encodings.Web;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary><c>&lt;th sort="issued"&gt;</c>: a header that orders the list; <c>sort=-issued</c> is the other way round.</summary>
[HtmlTargetElement("th", Attributes = "sort")]
public sealed class SortTagHelper(HtmlEncoder encoder) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public required string Sort { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var http = ViewContext.HttpContext;
        var words = await output.GetChildContentAsync();
        var now = http.Request.Query["sort"].ToString();
        var (ascending, descending) = (now == Sort, now == $"-{Sort}");
        if (ascending || descending)
            output.Attributes.SetAttribute("aria-sort", ascending ? "ascending" : "descending");
        output.Attributes.SetAttribute("scope", "col");
        output.Content
            .AppendHtml($"""<a href="{encoder.Encode(QueryUrl.With(http.Request, "sort", ascending ? $"-{Sort}" : Sort))}">""")
            .AppendHtml(words)
            .AppendHtml(ascending || descending ? IconTagHelper.Html(http, ascending ? "chevron-up" : "chevron-down") : "")
            .AppendHtml("</a>");
    }
}
