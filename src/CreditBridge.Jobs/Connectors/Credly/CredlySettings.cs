using System.ComponentModel.DataAnnotations;

namespace CreditBridge.Jobs.Connectors.Credly;

internal sealed class CredlySettings
{
    [Display(Name = "Address"), Required(ErrorMessage = "Write the address of the API."), Url(ErrorMessage = "The address begins with https://")]
    public string Address { get; set; } = "https://api.credly.com/v1/";

    [Display(Name = "Organization id", Description = "In Credly: Organization, Settings."), Required(ErrorMessage = "Write the organization's id.")]
    public string Organization { get; set; } = "";

    [Secret, Display(Name = "Authorization token", Description = "In Credly: Developers, Authorization tokens."), Required(ErrorMessage = "Write the authorization token.")]
    public string Token { get; set; } = "";
}
