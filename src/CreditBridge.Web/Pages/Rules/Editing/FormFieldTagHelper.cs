using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>
/// One field of the editor with its label, its help and the sentences about it. A number is a text field: a number field would throw away what is no number,
/// and the person would never see why.
/// </summary>
public sealed class FormFieldTagHelper(HtmlEncoder encoder) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <summary>Place of the part that the field belongs to; empty for the rule itself.</summary>
    public required string Path { get; set; }

    public required string Name { get; set; }

    public required string Label { get; set; }

    public string? Hint { get; set; }

    /// <summary>text, number, day, lines, area, choice or check.</summary>
    public string Kind { get; set; } = "text";

    public string? Value { get; set; }

    /// <summary>Of a choice: value and words.</summary>
    public IEnumerable<(string Value, string Words)> Options { get; set; } = [];

    public string? CssClass { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var view = (EditorView)ViewContext.ViewData["Editor"]!;
        var path = Path.Length == 0 ? Name : $"{Path}.{Name}";
        var (id, value) = (EditorView.Id(path), encoder.Encode(Value ?? ""));
        var wrong = view.At(path).ToList();
        var describedBy = string.Join(' ', new[] { Hint is null ? null : $"{id}-hint", wrong.Count == 0 ? null : $"{id}-wrong" }.OfType<string>());
        // What the caller adds (hx-…) belongs to the input, not to the field around it.
        using var more = new StringWriter();
        foreach (var attribute in output.Attributes)
        {
            more.Write(' ');
            attribute.WriteTo(more, encoder);
        }

        output.Attributes.Clear();
        var common = $"id=\"{id}\" name=\"{encoder.Encode(path)}\"{(describedBy.Length == 0 ? "" : $" aria-describedby=\"{describedBy}\"")}{(wrong.Exists(problem => !problem.IsWarning) ? " aria-invalid=\"true\"" : "")}{(view.Focus == id ? " autofocus" : "")}{more}";
        var css = view.Unreadable.Any(problem => problem.Path == path) ? " input-validation-error" : "";
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Kind == "check" ? $"form-check field {CssClass}" : $"field {CssClass}");
        var label = $"<label class=\"{(Kind == "check" ? "form-check-label" : "form-label")}\" for=\"{id}\">{encoder.Encode(Label)}</label>";
        var hint = Hint is null ? "" : $"<p class=\"hint\" id=\"{id}-hint\">{encoder.Encode(Hint)}</p>";
        output.Content.SetHtmlContent(Kind switch
        {
            "check" => $"<input type=\"checkbox\" class=\"form-check-input\" value=\"true\" {common}{(Value == "true" ? " checked" : "")}>{label}{hint}",
            "choice" => $"{label}{hint}<select class=\"form-select{css}\" {common}>{string.Concat(Options.Select(Option))}</select>",
            "lines" or "area" => $"{label}{hint}<textarea class=\"form-control{css}\" rows=\"{Math.Clamp((Value ?? "").Count(letter => letter == '\n') + 1, Kind == "area" ? 3 : 2, 8)}\" {common}>\n{value}</textarea>",
            "number" => $"{label}{hint}<input class=\"form-control{css}\" type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" {common} value=\"{value}\">",
            // A day that is none would vanish from a date field.
            "day" => $"{label}{hint}<input class=\"form-control{css}\" type=\"{(wrong.Count == 0 ? "date" : "text")}\" {common} value=\"{value}\">",
            _ => $"{label}{hint}<input class=\"form-control{css}\" type=\"text\" autocomplete=\"off\" {common} value=\"{value}\">",
        });
        output.Content.AppendHtml(Sentences(encoder, view, $"{id}-wrong", wrong));
    }

    /// <summary>What can't be read is an error; what must be mended before submitting is a thing to do; a warning is a hint.</summary>
    internal static string Sentences(HtmlEncoder encoder, EditorView view, string id, IReadOnlyList<Core.Rules.RuleProblem> problems) => problems.Count == 0 ? "" :
        $"<span id=\"{id}\">{string.Concat(problems.Select(problem => $"<span class=\"{(view.Unreadable.Contains(problem) ? "field-validation-error" : problem.IsWarning ? "field-hint" : "field-todo")}\">{encoder.Encode(problem.Sentence)}</span>"))}</span>";

    private string Option((string Value, string Words) option) =>
        $"<option value=\"{encoder.Encode(option.Value)}\"{(option.Value == (Value ?? "") ? " selected" : "")}>{encoder.Encode(option.Words)}</option>";
}
