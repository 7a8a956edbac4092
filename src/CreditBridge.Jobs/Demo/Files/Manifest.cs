using System.Text.Json;

namespace CreditBridge.Jobs.Demo.Files;

/// <summary>manifest.json: what the partner says it has sent. Written last, so that a folder with a manifest is whole.</summary>
internal sealed record Manifest(IReadOnlyList<ManifestEntry> Files)
{
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public void Write(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Options) + "\n");
}

/// <param name="Rows">Records, the header row not counted.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record ManifestEntry(string Name, int Rows, string Sha256);
