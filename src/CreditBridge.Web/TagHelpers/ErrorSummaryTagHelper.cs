using System.Text.Encodings.Web;
using CreditBridge.Web.Languages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CreditBridge.Web.TagHelpers;

/// <summary>What is wrong with a form, above it, each error a link to its field; the same words stand at the field.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(HtmlEncoder encoder, IStringLocalizer<Words> words) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ModelState
            .SelectMany(field => field.Value!.Errors.Select(error => (Id: TagBuilder.CreateSanitizedId(field.Key, "_"), error.ErrorMessage)))
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "notice tone-wrong");
        output.Attributes.SetAttribute("role", "alert");
        output.Content.AppendHtml(IconTagHelper.Html(ViewContext.HttpContext, "alert-triangle"));
        output.Content.AppendHtml($"<div><h2>{encoder.Encode(words["Please check"])}</h2><ul>");
        foreach (var (id, message) in errors)
        {
            var said = encoder.Encode(message);
            output.Content.AppendHtml(id.Length == 0 ? $"<li>{said}</li>" : $"""<li><a href="#{encoder.Encode(id)}">{said}</a></li>""");
        }

        output.Content.AppendHtml("</ul></div>");
    }
}
