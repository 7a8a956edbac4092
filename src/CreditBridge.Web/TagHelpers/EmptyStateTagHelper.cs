using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.TagHelpers;

/// <summary>Says why there is nothing, and (the tag's content) what to do next.</summary>
public sealed class EmptyStateTagHelper(HtmlEncoder encoder) : TagHelper
{
    public required EmptyKind Kind { get; set; }

    public required string Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var next = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "nothing-here");
        output.Content.AppendHtml(Drawing(Kind)).AppendHtml($"<h2>{encoder.Encode(Title)}</h2>").AppendHtml(next);
    }

    /// <summary>The two arcs of the logo: about to be built, looked for under a glass, or behind a gate.</summary>
    private static string Drawing(EmptyKind kind)
    {
        var shapes = kind switch
        {
            EmptyKind.NoneYet => """<path class="drawn" d="M20 88C24 58 38 36 58 27"/><path d="M132 88C128 58 114 36 94 27" stroke-dasharray="2 7"/><path d="M69 23h3M80 23h3"/><path d="M6 95H146" stroke-dasharray="1 6"/>""",
            EmptyKind.NoMatch => """<path d="M20 88C25 50 46 26 76 18C106 26 127 50 132 88"/><circle class="drawn" cx="82" cy="52" r="19"/><path class="drawn" d="M96 66L112 82"/><path d="M75 47c1-4 5-6 9-5"/>""",
            _ => """<path d="M20 88C25 50 46 26 76 18C106 26 127 50 132 88"/><path class="drawn" d="M48 88V62M62 88V62M76 88V62M90 88V62M104 88V62M42 62H110M42 74H110"/>""",
        };
        return $"""<svg viewBox="0 0 152 100" aria-hidden="true" focusable="false"><path d="M6 88H146"/>{shapes}</svg>""";
    }
}
