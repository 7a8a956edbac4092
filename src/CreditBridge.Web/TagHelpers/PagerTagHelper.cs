using System.Globalization;
using System.Text.Encodings.Web;
using CreditBridge.Web.Languages;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CreditBridge.Web.TagHelpers;

/// <summary>The foot of a list: which rows these are, of how many, and the way to the rows before and after.</summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PagerTagHelper(HtmlEncoder encoder, IStringLocalizer<Words> words) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public required int Number { get; set; }

    public required int Total { get; set; }

    public int Size { get; set; } = Paging.Size;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var first = (Number - 1) * Size + 1;
        var last = Math.Min(Number * Size, Total);
        if (Total == 0 || first > Total)
        {
            output.SuppressOutput();
            return;
        }

        var of = Total > Paging.MostCounted ? words["more than {0}", Number0(Paging.MostCounted)] : Number0(Total);
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", words["Pages"].Value);
        output.Content.AppendHtml($"<span>{encoder.Encode(words["{0}–{1} of {2}", Number0(first), Number0(last), of])}</span><span class=\"pager-moves\">");
        if (Number > 1)
            output.Content.AppendHtml(Move(Number - 1, "prev", words["Previous"]));
        if (last < Math.Min(Total, Paging.MostCounted))
            output.Content.AppendHtml(Move(Number + 1, "next", words["Next"]));
        output.Content.AppendHtml("</span>");
    }

    private string Move(int to, string rel, string title) =>
        $"""<a class="btn btn-sm" rel="{rel}" href="{encoder.Encode(QueryUrl.With(ViewContext.HttpContext.Request, "p", to.ToString(CultureInfo.InvariantCulture)))}">{encoder.Encode(title)}</a>""";

    private static string Number0(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
