using System.Text.Json;
using CreditBridge.Core.Partners;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>A folder partner's settings.</summary>
/// <param name="Folder">Absolute, or relative to the data folder; without one, <c>partners/CODE</c> there.</param>
internal sealed record FolderSettings(string? Folder = null)
{
    public static string PathOf(Partner partner, string dataFolder)
    {
        var settings = JsonSerializer.Deserialize<FolderSettings>(partner.Settings, JsonSerializerOptions.Web);
        return Path.GetFullPath(settings?.Folder ?? Path.Combine("partners", partner.Code), dataFolder);
    }
}
