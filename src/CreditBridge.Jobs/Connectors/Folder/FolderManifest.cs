using System.Text.Json;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary><c>manifest.json</c>: what the partner says its files hold. A file that it names with the right hash is whole.</summary>
internal sealed record FolderManifest(IReadOnlyList<FolderManifest.Entry> Files)
{
    public const string FileName = "manifest.json";

    private const int MostBytes = 16 << 20;

    private static readonly FolderManifest None = new([]);

    public DateTime WrittenAt { get; private init; }

    public Entry? this[string name] => Files.FirstOrDefault(file => file.Name == name);

    /// <exception cref="FormatException">There is one, and it is not a manifest.</exception>
    public static FolderManifest Read(IFileSource source)
    {
        if (source.Find(FileName) is not { } file)
            return None;
        if (file.Length > MostBytes)
            throw new FormatException($"It has {file.Length} bytes; at most {MostBytes} are read.");
        try
        {
            using var stream = file.Open();
            var manifest = JsonSerializer.Deserialize<FolderManifest>(stream, JsonSerializerOptions.Web);
            return manifest?.Files is null || manifest.Files.Any(file => file?.Name is null || file.Sha256 is null)
                ? throw new FormatException("It has no list 'files' with name, rows and sha256.")
                : manifest with { WrittenAt = file.WrittenAt };
        }
        catch (JsonException exception)
        {
            throw new FormatException($"It is not JSON: {exception.Message}", exception);
        }
    }

    internal sealed record Entry(string Name, long Rows, string Sha256);
}
