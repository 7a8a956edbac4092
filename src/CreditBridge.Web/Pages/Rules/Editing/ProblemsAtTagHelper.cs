using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary><c>&lt;problems-at path="@path" /&gt;</c>: what is wrong with a part of the rule, where the part stands.</summary>
[HtmlTargetElement("problems-at", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ProblemsAtTagHelper(HtmlEncoder encoder) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public required string Path { get; set; }

    /// <summary>Those of its fields too: the part is closed.</summary>
    public bool Within { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var view = (EditorView)ViewContext.ViewData["Editor"]!;
        output.TagName = null;
        output.Content.SetHtmlContent(FormFieldTagHelper.Sentences(encoder, view, $"{EditorView.Id(Path)}-wrong", [.. Within ? view.Within(Path) : view.At(Path)]));
    }
}
