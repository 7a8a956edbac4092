using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>
/// JSON-LD contexts decide what a signature covers, so they come from inside this assembly only, each with the hash it had when it was put here; an
/// address that is not among them is an error, never a download.
/// </summary>
internal static class EmbeddedContexts
{
    private static readonly FrozenDictionary<string, string> ByAddress = Read();

    public static IEnumerable<string> Addresses => ByAddress.Keys;

    /// <returns>JSON text, or null for an unknown address.</returns>
    public static string? Find(string address) => ByAddress.GetValueOrDefault(address);

    /// <exception cref="InvalidDataException">A context is not the one that was pinned.</exception>
    private static FrozenDictionary<string, string> Read()
    {
        using var index = JsonDocument.Parse(Embedded.Bytes("Contexts/contexts.json"));
        return index.RootElement.EnumerateArray().ToFrozenDictionary(
            entry => entry.GetProperty("address").GetString()!,
            entry =>
            {
                var bytes = Embedded.Bytes($"Contexts/{entry.GetProperty("file").GetString()}");
                return Convert.ToHexStringLower(SHA256.HashData(bytes)) == entry.GetProperty("sha256").GetString()
                    ? System.Text.Encoding.UTF8.GetString(bytes)
                    : throw new InvalidDataException($"The context {entry.GetProperty("address").GetString()} is not the one that was pinned.");
            });
    }
}
