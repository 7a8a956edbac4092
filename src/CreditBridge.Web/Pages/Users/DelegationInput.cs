using System.ComponentModel.DataAnnotations;

namespace CreditBridge.Web.Pages.Users;

internal sealed class DelegationInput
{
    [Required(ErrorMessage = "Choose a colleague.")]
    public Guid? To { get; set; }

    [Required(ErrorMessage = "Choose the first day.")]
    public DateOnly? FirstOn { get; set; }

    [Required(ErrorMessage = "Choose the last day.")]
    public DateOnly? LastOn { get; set; }

    [Required(ErrorMessage = "Say why: it stays in the trail."), StringLength(400, ErrorMessage = "At most 400 characters.")]
    public string Reason { get; set; } = "";
}
