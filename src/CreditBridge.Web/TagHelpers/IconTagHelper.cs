using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary><c>&lt;icon name="check" /&gt;</c>: an icon of the sprite, as decoration; the word beside it says the same.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public required string Name { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Html(ViewContext.HttpContext, Name));
    }

    internal static string Html(HttpContext context, string name) =>
        $"""<svg class="icon" aria-hidden="true" focusable="false"><use href="{AssetUrl.Of(context, "lib/icons/icons.svg")}#{name}"></use></svg>""";
}
