using System.ComponentModel.DataAnnotations;

namespace CreditBridge.Web.Pages.Departments;

/// <summary>What faculty sends: a line approved, or a request given back.</summary>
internal sealed class AnswerInput
{
    public Guid LineId { get; set; }

    public Guid RequestId { get; set; }

    /// <summary>Which of the awards, where the line offers a choice.</summary>
    [StringLength(40)]
    public string? Choice { get; set; }

    /// <summary>The learner reads it; it may be empty.</summary>
    [StringLength(2000)]
    public string? Sentence { get; set; }

    /// <summary>Why it goes back; the office reads it.</summary>
    [StringLength(2000)]
    public string? Reason { get; set; }
}
