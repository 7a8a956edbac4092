using System.Text.Encodings.Web;
using CreditBridge.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>
/// A button of the editor: it sends the whole form, so that what was typed is kept. With a script only its section is put in place anew, and what stands
/// around it (the problems, the time of saving, the try) beside it.
/// </summary>
public sealed class ActTagHelper(HtmlEncoder encoder) : TagHelper
{
    private const string Around = "#seen,#saved-words,#problems,#conflict,#try-result";

    private static readonly string[] Sections = ["about", "requirement", "awards", "scope", "basis", "options"];

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public required string Do { get; set; }

    /// <summary>What is put in place anew: a section, 'sections', or 'try'.</summary>
    public required string Into { get; set; }

    /// <summary>Where a browser without a script lands.</summary>
    public string? Anchor { get; set; }

    /// <summary>The part it is about, said to who does not see where the button stands.</summary>
    public string? Of { get; set; }

    /// <summary>An icon instead of the words, which are then only said.</summary>
    public string? Icon { get; set; }

    public static string AroundOf(string into) => into switch
    {
        "sections" => Around,
        "try" => Around.Replace(",#try-result", "", StringComparison.Ordinal),
        _ => Around + string.Concat(Sections.Where(section => section != into).Select(section => $",#summary-{section}")),
    };

    public static string Target(string into) => into is "sections" or "try" ? $"#{into}" : $"#section-{into}";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        var http = ViewContext.HttpContext;
        var address = $"{http.Request.PathBase}{http.Request.Path}";
        output.TagName = "button";
        output.TagMode = TagMode.StartTagAndEndTag;
        foreach (var (name, value) in new[]
        {
            ("type", "submit"), ("name", "do"), ("value", Do), ("formaction", $"{address}#{Anchor ?? Target(Into)[1..]}"), ("hx-post", address), ("hx-target", Target(Into)),
            ("hx-select", Target(Into)), ("hx-select-oob", AroundOf(Into)), ("hx-swap", "outerHTML"), ("hx-sync", "#editor:queue all"),
        })
        {
            output.Attributes.SetAttribute(name, value);
        }

        if ((ViewContext.ViewData["Editor"] as EditorView)?.Focus is { Length: > 0 } focus && output.Attributes["id"]?.Value.ToString() == focus)
            output.Attributes.SetAttribute(new TagHelperAttribute("autofocus"));
        var of = Of is null ? "" : $" {encoder.Encode(Of)}";
        if (Icon is null)
        {
            output.Content.AppendHtml(words).AppendHtml(of.Length == 0 ? "" : $"<span class=\"visually-hidden\">{of}</span>");
            return;
        }

        output.Attributes.SetAttribute("title", words.GetContent().Trim());
        output.Content.AppendHtml(IconTagHelper.Html(http, Icon)).AppendHtml("<span class=\"visually-hidden\">").AppendHtml(words).AppendHtml($"{of}</span>");
    }
}
