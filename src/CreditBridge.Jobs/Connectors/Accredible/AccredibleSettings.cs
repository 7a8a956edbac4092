using System.ComponentModel.DataAnnotations;

namespace CreditBridge.Jobs.Connectors.Accredible;

internal sealed class AccredibleSettings
{
    [Display(Name = "Address"), Required(ErrorMessage = "Write the address of the API."), Url(ErrorMessage = "The address begins with https://")]
    public string Address { get; set; } = "https://api.accredible.com/";

    [Secret, Display(Name = "API key", Description = "In Accredible: Settings, API."), Required(ErrorMessage = "Write the API key.")]
    public string Key { get; set; } = "";

    [Display(Name = "The grade is", Description = "The scale that rules know it by: percent, or a name of your own."), Required(ErrorMessage = "Write the scale of the grade.")]
    public string Scale { get; set; } = "percent";
}
