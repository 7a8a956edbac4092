using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CreditBridge.Jobs.Connectors.Hooks;

/// <summary>
/// How a webhook says that it is the partner's: <c>CreditBridge-Signature: t=UNIX,v1=HEX</c>, HMAC-SHA256 over <c>t.body</c> with the partner's secret; or, from a partner that cannot sign,
/// the key in its address, which is made of the secret and does not tell it.
/// </summary>
public static class HookSignature
{
    public const string Header = "CreditBridge-Signature";

    /// <summary>How far its time may be from ours, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The header of a body that is sent now.</summary>
    public static string Of(string secret, ReadOnlySpan<byte> body, DateTimeOffset now) => $"t={now.ToUnixTimeSeconds()},v1={Convert.ToHexStringLower(Hash(secret, now.ToUnixTimeSeconds(), body))}";

    /// <summary>The key in the address of a partner that cannot sign.</summary>
    public static string KeyOf(string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "the key in the address"u8));

    /// <param name="header">May hold more than one <c>v1</c>, while the partner changes its secret.</param>
    public static bool IsOf(string secret, string header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var parts = header.Split(',', 8).Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).ToList();
        if (parts.Find(part => part[0] == "t") is not { } time || !long.TryParse(time[1], NumberStyles.None, CultureInfo.InvariantCulture, out var unix)
            || Math.Abs((decimal)now.ToUnixTimeSeconds() - unix) > (decimal)Tolerance.TotalSeconds)
            return false;
        var right = Convert.ToHexStringLower(Hash(secret, unix, body));
        var isRight = false;
        foreach (var part in parts)
            isRight |= part[0] == "v1" && AreSame(right, part[1]);
        return isRight;
    }

    public static bool IsKey(string secret, string key) => AreSame(KeyOf(secret), key);

    private static bool AreSame(string right, string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(given));

    private static byte[] Hash(string secret, long unix, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{unix}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
