namespace CreditBridge.Sis.Wire;

/// <summary>Checks what an administrator wrote where a student system is.</summary>
internal static class SisAddress
{
    /// <returns>The address, with a slash at its end.</returns>
    /// <exception cref="InvalidOperationException">It is none that secrets may be sent to.</exception>
    public static Uri Check(string setting, string value)
    {
        // In clear only to this machine, where a double or a tunnel listens.
        if (!Uri.TryCreate(value.TrimEnd('/') + "/", UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw new InvalidOperationException($"{setting} must be an address that begins with https://");
        return address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0 ? address : throw new InvalidOperationException($"{setting} must be an address without user, '?' or '#'.");
    }

    /// <exception cref="InvalidOperationException">It is empty.</exception>
    public static void Demand(string setting, string value, string what)
    {
        if (string.IsNullOrWhiteSpace(value))
            throw new InvalidOperationException($"{setting} is empty: write {what}.");
    }
}
