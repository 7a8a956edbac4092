using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary>One moment of a timeline, inside <c>&lt;ol class="moments"&gt;</c>: what happened (the content), when, and by whom.</summary>
public sealed class MomentTagHelper(InstitutionClock clock, HtmlEncoder encoder) : TagHelper
{
    public required DateTime At { get; set; }

    public string? By { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var what = await output.GetChildContentAsync();
        var by = string.IsNullOrEmpty(By) ? "" : $" · {encoder.Encode(By)}";
        output.TagName = "li";
        output.Content.AppendHtml(what).AppendHtml(
            $"""<span class="sub"><time datetime="{At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}">{encoder.Encode(clock.Words(At))}</time>{by}</span>""");
    }
}
