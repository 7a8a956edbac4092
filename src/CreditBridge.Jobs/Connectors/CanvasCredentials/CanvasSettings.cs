using System.ComponentModel.DataAnnotations;

namespace CreditBridge.Jobs.Connectors.CanvasCredentials;

internal sealed class CanvasSettings
{
    [Display(Name = "Address", Description = "Of your region, such as https://api.eu.badgr.io/"), Required(ErrorMessage = "Write the address of the API."), Url(ErrorMessage = "The address begins with https://")]
    public string Address { get; set; } = "https://api.badgr.io/";

    [Display(Name = "Issuer id", Description = "The entityId of the issuer."), Required(ErrorMessage = "Write the issuer's id.")]
    public string Issuer { get; set; } = "";

    [Display(Name = "User"), Required(ErrorMessage = "Write the e-mail address of the account.")]
    public string User { get; set; } = "";

    [Secret, Display(Name = "Password"), Required(ErrorMessage = "Write the password of the account.")]
    public string Password { get; set; } = "";
}
