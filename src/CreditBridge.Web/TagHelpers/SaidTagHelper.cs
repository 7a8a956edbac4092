using CreditBridge.Web.Languages;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CreditBridge.Web.TagHelpers;

/// <summary><c>&lt;said words="@reason" /&gt;</c>: a sentence in the page's language, or marked as English where it was kept in English.</summary>
[HtmlTargetElement("said", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SaidTagHelper(IStringLocalizer<Words> words) : TagHelper
{
    public required string Words { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var said = words[Words];
        output.TagName = PageDates.IsSpanish && said.ResourceNotFound ? "span" : null;
        output.TagMode = TagMode.StartTagAndEndTag;
        if (output.TagName is not null)
            output.Attributes.SetAttribute("lang", "en");
        output.Content.SetContent(said);
    }
}
