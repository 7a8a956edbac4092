using System.Text.Json;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary><c>manifest.json</c>: what the partner says its files hold. A file that it names with the right hash is whole.</summary>
internal sealed record FolderManifest(IReadOnlyList<FolderManifest.Entry> Files)
{
    public const string FileName = "manifest.json";

    private static readonly FolderManifest None = new([]);

    public DateTime WrittenAt { get; private init; }

    public Entry? this[string name] => Files.FirstOrDefault(file => file.Name == name);

    /// <exception cref="FormatException">There is one, and it is not a manifest.</exception>
    public static FolderManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!DropFile.Of(path).IsRegular)
            return None;
        try
        {
            var manifest = JsonSerializer.Deserialize<FolderManifest>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
            return manifest?.Files is null || manifest.Files.Any(file => file?.Name is null || file.Sha256 is null)
                ? throw new FormatException("It has no list 'files' with name, rows and sha256.")
                : manifest with { WrittenAt = File.GetLastWriteTimeUtc(path) };
        }
        catch (JsonException exception)
        {
            throw new FormatException($"It is not JSON: {exception.Message}", exception);
        }
    }

    internal sealed record Entry(string Name, long Rows, string Sha256);
}
