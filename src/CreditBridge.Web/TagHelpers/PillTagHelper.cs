using System.Text.Encodings.Web;
using CreditBridge.Web.Languages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CreditBridge.Web.TagHelpers;

/// <summary><c>&lt;pill state="@posting.State" /&gt;</c>: a status as word, icon and tone, from the one table in <see cref="StatusLook"/>.</summary>
[HtmlTargetElement("pill", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PillTagHelper(HtmlEncoder encoder, IStringLocalizer<Words> words) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public required Enum State { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var look = StatusLook.Of(State);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"pill {look.Tone.CssClass()}");
        output.Content.SetHtmlContent(IconTagHelper.Html(ViewContext.HttpContext, look.Icon) + encoder.Encode(words[look.Word]));
    }
}
