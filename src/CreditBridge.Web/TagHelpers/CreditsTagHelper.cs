using System.Globalization;
using System.Text.Encodings.Web;
using CreditBridge.Web.Languages;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CreditBridge.Web.TagHelpers;

/// <summary><c>&lt;credits value="3" /&gt;</c>: '3 cr', with as many of its three places as it needs.</summary>
[HtmlTargetElement("credits", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CreditsTagHelper(IStringLocalizer<Words> words, HtmlEncoder encoder) : TagHelper
{
    public decimal Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "nowrap");
        output.Content.SetHtmlContent($"""{Value.ToString("0.###", CultureInfo.InvariantCulture)} <abbr class="unit" title="{encoder.Encode((Value == 1 ? words["Credit"].Value.ToLowerInvariant() : words["credits"].Value))}">cr</abbr>""");
    }
}
