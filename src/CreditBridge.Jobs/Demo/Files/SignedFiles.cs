using System.Security.Cryptography;

namespace CreditBridge.Jobs.Demo.Files;

/// <summary>
/// Signed credentials of one partner, good and bad, with the documents that stand behind them (Data/README.md). They name learners of the default seed, and
/// their dates do not move with the day the demo is made: what is valid in them stays valid.
/// </summary>
internal static class SignedFiles
{
    public const string Partner = "comptia";

    /// <summary>Who signs for that partner.</summary>
    public static readonly string[] Issuers = ["did:web:comptia.example", "https://comptia.example/issuer"];

    private const string Files = "Demo/Signed/", Documents = "Demo/Documents/";

    /// <summary>Writes the credentials into the partner's drop folder.</summary>
    public static IEnumerable<ManifestEntry> Write(string folder) =>
        Resources(Files).Select(file =>
        {
            File.WriteAllBytes(Path.Combine(folder, file.Name), file.Bytes);
            return new ManifestEntry(file.Name, 1, Convert.ToHexStringLower(SHA256.HashData(file.Bytes)));
        });

    /// <summary>Writes what lies at the addresses the credentials name, with the index <c>documents.json</c>: the demo's hosts do not exist.</summary>
    public static void WriteDocuments(string dataFolder)
    {
        var folder = Directory.CreateDirectory(Path.Combine(dataFolder, "documents")).FullName;
        foreach (var (name, bytes) in Resources(Documents))
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Resources(string prefix)
    {
        var assembly = typeof(SignedFiles).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return (resource[prefix.Length..], bytes);
        }
    }
}
