using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Requests;

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

    public DeclineReason? Code { get; set; }

    [StringLength(2000, ErrorMessage = "At most 2,000 characters.")]
    public string? Sentence { get; set; }

    /// <summary>The field that is to blame when a line that is still open cannot be approved like this.</summary>
    public string FieldToMend(RequestLine line) =>
        line.Options.Count > 0 && line.Options.TrueForAll(option => option.LineId != Choice) ? nameof(Choice)
        : line.Kind != AwardKind.Exemption && line.Options.Count == 0 && (Credits ?? line.Credits) <= 0 ? nameof(Credits)
        : nameof(Sentence);
}
