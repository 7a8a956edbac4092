using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary><c>&lt;fact of="Partner"&gt;…&lt;/fact&gt;</c> inside <c>&lt;dl class="facts"&gt;</c> (below each other) or <c>facts-across</c>; left out when it has no content.</summary>
public sealed class FactTagHelper(HtmlEncoder encoder) : TagHelper
{
    public required string Of { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var value = await output.GetChildContentAsync();
        output.TagName = null;
        if (value.IsEmptyOrWhiteSpace)
            output.SuppressOutput();
        else
            output.Content.AppendHtml($"<div><dt>{encoder.Encode(Of)}</dt><dd>").AppendHtml(value).AppendHtml("</dd></div>");
    }
}
