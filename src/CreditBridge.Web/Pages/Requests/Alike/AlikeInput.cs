using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CreditBridge.Web.Pages.Requests.Alike;

/// <summary>One decision for many lines.</summary>
internal sealed class AlikeInput
{
    /// <summary>The lines as they were on the page, each with its version.</summary>
    public List<string> Line { get; set; } = [];

    [Required(ErrorMessage = "Choose to approve or to decline.")]
    public DecisionInput.Way? Decision { get; set; }

    public DeclineReason? Code { get; set; }

    [StringLength(2000, ErrorMessage = "At most 2,000 characters.")]
    public string? Sentence { get; set; }

    public DeclineReason? Reason => Decision == DecisionInput.Way.Decline ? Code : null;

    public IReadOnlyList<AlikeLine> Lines() => [.. Line.Select(AlikeLine.Read).OfType<AlikeLine>().DistinctBy(line => line.LineId)];

    public void Check(ModelStateDictionary errors, string prefix)
    {
        if (Lines().Count == 0)
            errors.AddModelError("", "Choose at least one line.");
        if (Decision != DecisionInput.Way.Decline)
            return;
        if (Code is null)
            errors.AddModelError($"{prefix}.{nameof(Code)}", "Choose a reason for declining.");
        if (!string.IsNullOrWhiteSpace(Sentence))
            return;
        errors.AddModelError($"{prefix}.{nameof(Sentence)}", Code is null ? "Write the sentence the learners will read." : "Read this sentence, change it where it does not fit, and go on.");
        Sentence = Code is { } code ? DeclineWords.Ready(code) : Sentence;
    }
}
