using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Partners;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>A folder partner's settings.</summary>
internal sealed class FolderSettings
{
    [Display(Name = "Folder", Description = "Absolute, or relative to the data folder; empty: partners/CODE there.")]
    public string? Folder { get; set; }

    public string PathOf(Partner partner, string dataFolder) => Path.GetFullPath(string.IsNullOrWhiteSpace(Folder) ? Path.Combine("partners", partner.Code) : Folder, dataFolder);
}
