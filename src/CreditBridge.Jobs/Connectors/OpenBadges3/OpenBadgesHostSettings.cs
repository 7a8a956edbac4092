using System.ComponentModel.DataAnnotations;

namespace CreditBridge.Jobs.Connectors.OpenBadges3;

/// <summary>An Open Badges host that knows us as a client of its own: the same for 3.0 and 2.1.</summary>
internal sealed class OpenBadgesHostSettings
{
    [Display(Name = "Address", Description = "What stands before /ims/ob/"), Required(ErrorMessage = "Write the address of the host."), Url(ErrorMessage = "The address begins with https://")]
    public string Address { get; set; } = "";

    [Display(Name = "Token address"), Required(ErrorMessage = "Write the address that gives tokens."), Url(ErrorMessage = "The address begins with https://")]
    public string TokenAddress { get; set; } = "";

    [Display(Name = "Client id"), Required(ErrorMessage = "Write the client id.")]
    public string ClientId { get; set; } = "";

    [Secret, Display(Name = "Client secret"), Required(ErrorMessage = "Write the client secret.")]
    public string ClientSecret { get; set; } = "";
}
