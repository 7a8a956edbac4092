using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Settings;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>Where partners' files may lie on this machine: a registrar chooses a folder, the site says below which (<c>Partners:Folders</c>). Else any file of the server could be read into quarantine.</summary>
public sealed class PartnerFolders(DataFolder data, IReadOnlyList<string> roots)
{
    private readonly string[] _roots = [.. roots.Prepend(Path.Combine(data.Path, "partners")).Select(root => Path.GetFullPath(root, data.Path))];

    /// <param name="folder">As it stands in the settings; empty: the partner's own.</param>
    /// <exception cref="SourceException">It is none of those.</exception>
    public string Resolve(Partner partner, string? folder)
    {
        var path = Path.GetFullPath(string.IsNullOrWhiteSpace(folder) ? Path.Combine("partners", partner.Code) : folder, data.Path);
        return Array.Exists(_roots, root => path == root || path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            ? path
            : throw new SourceException($"The folder {path} is none that partners' files may lie in: {string.Join(", ", _roots)}. Whoever runs this site lists another one under Partners:Folders.");
    }
}
