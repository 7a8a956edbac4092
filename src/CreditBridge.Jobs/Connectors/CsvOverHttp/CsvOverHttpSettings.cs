using System.ComponentModel.DataAnnotations;

namespace CreditBridge.Jobs.Connectors.CsvOverHttp;

internal sealed class CsvOverHttpSettings
{
    [Display(Name = "Address", Description = "Of the file itself."), Required(ErrorMessage = "Write the address of the file."), Url(ErrorMessage = "The address begins with https://")]
    public string Address { get; set; } = "";

    [Secret, Display(Name = "Key", Description = "Sent as X-Api-Key."), Required(ErrorMessage = "Write the key.")]
    public string Key { get; set; } = "";
}
