using System.ComponentModel.DataAnnotations;

namespace CreditBridge.Jobs.Connectors.Coursera;

internal sealed class CourseraSettings
{
    [Display(Name = "Address"), Required(ErrorMessage = "Write the address of the API."), Url(ErrorMessage = "The address begins with https://")]
    public string Address { get; set; } = "https://api.coursera.com/";

    [Display(Name = "Organization id"), Required(ErrorMessage = "Write the organization's id.")]
    public string Organization { get; set; } = "";

    [Display(Name = "Client id"), Required(ErrorMessage = "Write the client id.")]
    public string ClientId { get; set; } = "";

    [Secret, Display(Name = "Client secret")]
    public string? ClientSecret { get; set; }

    [Secret, Display(Name = "Refresh token", Description = "It lives two weeks while it is not used."), Required(ErrorMessage = "Write the refresh token.")]
    public string RefreshToken { get; set; } = "";
}
