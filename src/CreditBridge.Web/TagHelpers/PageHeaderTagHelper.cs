using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary>
/// The top of a page: the way back, its one h1, a sentence, and at the right what can be done here (the tag's content). The title of the
/// browser's tab is the h1 unless the page set its own.
/// </summary>
public sealed class PageHeaderTagHelper(HtmlEncoder encoder) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public required string Title { get; set; }

    public string? Lead { get; set; }

    /// <summary>Address and title of the list this page belongs to.</summary>
    public string? UpHref { get; set; }

    public string? UpTitle { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ViewContext.ViewData["Title"] ??= Title;
        var actions = await output.GetChildContentAsync();

        output.TagName = "header";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "head");
        output.Content.AppendHtml("""<div class="head-words">""");
        if (UpHref is not null)
            output.Content.AppendHtml($"""<nav class="trail" aria-label="Breadcrumb"><ol><li><a href="{encoder.Encode(Rooted(UpHref))}">{encoder.Encode(UpTitle!)}</a></li></ol></nav>""");
        output.Content.AppendHtml($"<h1>{encoder.Encode(Title)}</h1>");
        if (Lead is not null)
            output.Content.AppendHtml($"""<p class="lead">{encoder.Encode(Lead)}</p>""");
        output.Content.AppendHtml("</div>");
        if (!actions.IsEmptyOrWhiteSpace)
            output.Content.AppendHtml("""<div class="head-actions">""").AppendHtml(actions).AppendHtml("</div>");
    }

    private string Rooted(string href) => href.StartsWith('~') ? ViewContext.HttpContext.Request.PathBase + href[1..] : href;
}
