using System.Text.Json;

namespace CreditBridge.Core.Audit;

/// <summary>A checkpoint as it leaves the house, to be kept where the keepers of the database can't write. Hashes are lower-case hexadecimal; it names no person.</summary>
/// <param name="Format">Says what the file is: <see cref="KnownFormat"/>.</param>
/// <param name="Institution">The institution's code.</param>
public sealed record ExportedCheckpoint(string Format, string Institution, DateOnly Day, long TreeSize, string RootHash, string ChainHash, DateTime MadeAt)
{
    public const string KnownFormat = "creditbridge.audit.checkpoint.v1";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    public static ExportedCheckpoint Of(AuditCheckpoint checkpoint, string institution) => new(
        KnownFormat, institution, checkpoint.Day, checkpoint.TreeSize, Convert.ToHexStringLower(checkpoint.RootHash), Convert.ToHexStringLower(checkpoint.ChainHash), checkpoint.MadeAt);

    /// <exception cref="FormatException">It is no exported checkpoint.</exception>
    public static ExportedCheckpoint Read(string json)
    {
        try
        {
            var read = JsonSerializer.Deserialize<ExportedCheckpoint>(json, Options);
            if (read is { Format: KnownFormat, TreeSize: > 0 } && Convert.FromHexString(read.RootHash).Length == SealHash.Bytes && Convert.FromHexString(read.ChainHash).Length == SealHash.Bytes)
                return read;
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException)
        {
            throw new FormatException($"It is no exported checkpoint: {unreadable.Message}", unreadable);
        }

        throw new FormatException("It is no exported checkpoint: its format, size or hashes are not those of one.");
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
