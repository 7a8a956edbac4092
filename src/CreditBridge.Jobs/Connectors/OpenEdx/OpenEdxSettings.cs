using System.ComponentModel.DataAnnotations;

namespace CreditBridge.Jobs.Connectors.OpenEdx;

internal sealed class OpenEdxSettings
{
    [Display(Name = "Address"), Required(ErrorMessage = "Write the address of the site."), Url(ErrorMessage = "The address begins with https://")]
    public string Address { get; set; } = "";

    [Display(Name = "Client id"), Required(ErrorMessage = "Write the client id.")]
    public string ClientId { get; set; } = "";

    [Secret, Display(Name = "Client secret"), Required(ErrorMessage = "Write the client secret.")]
    public string ClientSecret { get; set; } = "";
}
