using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using CreditBridge.Web.Security;

namespace CreditBridge.Web.TagHelpers;

/// <summary>An entry of the side navigation: shown to who may follow it, marked while its page or one below it is open.</summary>
public sealed class TaskLinkTagHelper(HtmlEncoder encoder) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public required string Href { get; set; }

    public required string Icon { get; set; }

    public required string Permission { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var http = ViewContext.HttpContext;
        if (!http.User.May(Permission))
        {
            output.SuppressOutput();
            return;
        }

        var words = await output.GetChildContentAsync();
        var current = http.Request.Path.StartsWithSegments(Href, StringComparison.OrdinalIgnoreCase) ? " aria-current=\"page\"" : "";
        output.TagName = "li";
        output.Content
            .AppendHtml($"""<a href="{encoder.Encode(http.Request.PathBase + Href)}"{current}>{IconTagHelper.Html(http, Icon)}<span>""")
            .AppendHtml(words)
            .AppendHtml("</span></a>");
    }
}
