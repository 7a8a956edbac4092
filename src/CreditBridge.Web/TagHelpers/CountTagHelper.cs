using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary><c>&lt;count of="@run.New" /&gt;</c>: '4,000'; a zero stays quiet.</summary>
[HtmlTargetElement("count", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CountTagHelper : TagHelper
{
    public required int Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Of == 0)
            output.Attributes.SetAttribute("class", "zero");
        output.Content.SetContent(Of.ToString("N0", CultureInfo.InvariantCulture));
    }
}
