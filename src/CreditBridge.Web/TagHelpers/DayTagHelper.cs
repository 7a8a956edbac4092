using System.Globalization;
using CreditBridge.Web.Languages;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary><c>&lt;day on="@credential.IssuedOn" /&gt;</c>: '24 Nov 2026'.</summary>
[HtmlTargetElement("day", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DayTagHelper : TagHelper
{
    public DateOnly? On { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = On is null ? null : "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (On is { } on)
        {
            output.Attributes.SetAttribute("class", "nowrap");
            output.Attributes.SetAttribute("datetime", on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        output.Content.SetContent(On is { } day ? PageDates.Day(day) : "–");
    }
}
