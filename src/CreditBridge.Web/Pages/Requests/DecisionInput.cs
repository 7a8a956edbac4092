using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Requests;
using CreditBridge.Web.Lists;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CreditBridge.Web.Pages.Requests;

/// <summary>What a person sends when deciding a line.</summary>
internal sealed class DecisionInput
{
    public enum Way
    {
        Approve,
        Decline,
    }

    public Guid LineId { get; set; }

    [Required(ErrorMessage = "Choose to approve or to decline.")]
    public Way? Decision { get; set; }

    /// <summary>Which of the awards, where the line offers a choice.</summary>
    [StringLength(40)]
    public string? Choice { get; set; }

    [Range(0, 99, ErrorMessage = "Credits are a number from 0 to 99.")]
    public decimal? Credits { get; set; }

    /// <summary>Another course than asked.</summary>
    [StringLength(40)]
    public string? OtherCourse { get; set; }

    /// <summary>Elective credit instead: its level, and where it is one's its subject.</summary>
    public CourseLevel? OtherLevel { get; set; }

    [StringLength(20, ErrorMessage = "A subject has at most 20 characters.")]
    public string? OtherSubject { get; set; }

    [Range(0, 99, ErrorMessage = "Credits are a number from 0 to 99.")]
    public decimal? OtherCredits { get; set; }

    public LineCondition? Condition { get; set; }

    [Range(0, 999, ErrorMessage = "Credits are a number from 0 to 999.")]
    public decimal? ConditionCredits { get; set; }

    public DeclineReason? Code { get; set; }

    [StringLength(2000, ErrorMessage = "At most 2,000 characters.")]
    public string? Sentence { get; set; }

    /// <summary>Then open the next request.</summary>
    public bool Next { get; set; }

    public bool IsDifferent => !string.IsNullOrWhiteSpace(OtherCourse) || OtherLevel is not null || !string.IsNullOrWhiteSpace(OtherSubject) || OtherCredits is not null;

    public bool IsUnusual => IsDifferent || Condition is not null;

    public LineApproval ToApproval() => new(Choice, Credits, Sentence)
    {
        Other = IsDifferent ? new(OtherCourse, OtherSubject, OtherLevel, OtherCredits) : null,
        Condition = Condition,
        ConditionCredits = ConditionCredits,
    };

    /// <summary>A 'no' has a reason and a sentence. Where only the sentence is missing, a ready one is offered to be read first.</summary>
    public void CheckDecline(ModelStateDictionary errors, string prefix)
    {
        if (Decision != Way.Decline)
            return;
        if (Code is null)
            errors.AddModelError($"{prefix}.{nameof(Code)}", "Choose a reason for declining.");
        if (!string.IsNullOrWhiteSpace(Sentence))
            return;
        errors.AddModelError($"{prefix}.{nameof(Sentence)}", Code is null ? "Write the sentence the learner will read." : "Read this sentence, change it where it does not fit, and decide again.");
        Sentence = Code is { } code ? DeclineWords.Ready(code) : Sentence;
    }

    /// <summary>The field that is to blame when a line that is still open cannot be approved like this.</summary>
    public string FieldToMend(RequestLine line) =>
        Condition == LineCondition.ResidentCredits && ConditionCredits is not > 0 ? nameof(ConditionCredits)
        : IsDifferent && !string.IsNullOrWhiteSpace(Sentence) ? nameof(OtherCourse)
        : IsDifferent ? nameof(Sentence)
        : line.Options.Count > 0 && line.Options.TrueForAll(option => option.LineId != Choice) ? nameof(Choice)
        : line.Kind != AwardKind.Exemption && line.Options.Count == 0 && (Credits ?? line.Credits) <= 0 ? nameof(Credits)
        : nameof(Sentence);
}
