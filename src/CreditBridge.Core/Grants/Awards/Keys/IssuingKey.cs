using System.Globalization;
using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Grants;

/// <summary>A key in this institution's own document.</summary>
/// <param name="IsCurrent">It signs; the others only verify.</param>
public sealed record IssuingKey(PublishedKey Published, bool IsCurrent)
{
    private const string Format = "yyyyMMdd'T'HHmmssfff'Z'";

    public string Name => Published.Name;

    /// <summary>UTC, read off its name.</summary>
    public DateTime MadeAt => DateTime.ParseExact(Name[..Name.IndexOf('-', StringComparison.Ordinal)], Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    internal static string NameOf(DateTime at, ReadOnlySpan<byte> publicKey) =>
        $"{at.ToString(Format, CultureInfo.InvariantCulture)}-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(publicKey))[..8]}";
}
