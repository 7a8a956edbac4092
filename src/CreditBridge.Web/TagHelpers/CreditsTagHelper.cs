using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary><c>&lt;credits value="3" /&gt;</c>: '3 cr', with as many of its three places as it needs.</summary>
[HtmlTargetElement("credits", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CreditsTagHelper : TagHelper
{
    public decimal Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "nowrap");
        output.Content.SetHtmlContent($"""{Value.ToString("0.###", CultureInfo.InvariantCulture)} <abbr class="unit" title="{(Value == 1 ? "credit" : "credits")}">cr</abbr>""");
    }
}
