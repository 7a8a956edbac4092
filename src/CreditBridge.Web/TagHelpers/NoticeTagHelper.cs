using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary>A sentence that stands out, in one of the five tones.</summary>
public sealed class NoticeTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public Tone Tone { get; set; } = Tone.Quiet;

    public string Icon { get; set; } = "info-circle";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", $"notice {Tone.CssClass()}");
        output.Content.AppendHtml(IconTagHelper.Html(ViewContext.HttpContext, Icon)).AppendHtml("<div>").AppendHtml(words).AppendHtml("</div>");
    }
}
