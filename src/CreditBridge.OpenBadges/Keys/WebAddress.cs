namespace CreditBridge.OpenBadges;

internal static class WebAddress
{
    /// <summary>The same address, whether it is written with http or https: Open Badges 2.0 documents mix both.</summary>
    public static bool IsSame(string? one, string? other) => one is not null && other is not null && Bare(one) == Bare(other);

    private static string Bare(string address) => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? $"https://{address["http://".Length..]}" : address;
}
