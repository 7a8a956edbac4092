using System.Globalization;

namespace CreditBridge.Sis.Sftp;

/// <summary>How to sign in where a folder is <c>sftp://user@host:port/path</c>.</summary>
public sealed class SftpOptions
{
    /// <summary>The server's key, as <c>SHA256:…</c>. Empty: nothing is exchanged, and the key that the server shows is said.</summary>
    public string HostKey { get; set; } = "";

    /// <summary>A file with our private key; empty: <see cref="Password"/> is the account's own.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Of the account, or of the private key. Secret.</summary>
    public string Password { get; set; } = "";

    public static bool IsRemote(string folder) => folder.StartsWith("sftp:", StringComparison.OrdinalIgnoreCase);

    /// <param name="setting">Such as <c>Sis:FlatFile</c>, which has <c>Folder</c> and <c>Sftp</c> below it.</param>
    /// <exception cref="InvalidOperationException">The message says which setting to mend.</exception>
    public void Check(string setting, string folder)
    {
        if (!IsRemote(folder))
            return;
        Parse(folder, setting);
        if (KeyFile.Length == 0 && Password.Length == 0)
            throw new InvalidOperationException($"{setting}:Sftp has neither KeyFile nor Password: write one of them.");
        if (KeyFile.Length > 0 && !File.Exists(KeyFile))
            throw new InvalidOperationException($"{setting}:Sftp:KeyFile '{KeyFile}' is no file.");
        if (HostKey.Length > 0 && !HostKey.StartsWith("SHA256:", StringComparison.Ordinal))
            throw new InvalidOperationException($"{setting}:Sftp:HostKey must be the server's key as SHA256:…, as 'ssh-keygen -l' prints it.");
    }

    /// <returns>The account, and the folder there.</returns>
    internal (SftpAccount Account, string Folder) At(string folder)
    {
        var address = Parse(folder, "The folder");
        return (new(address.Host, address.IsDefaultPort || address.Port <= 0 ? 22 : address.Port, Uri.UnescapeDataString(address.UserInfo), KeyFile.Length > 0 ? File.ReadAllText(KeyFile) : null, Password.Length > 0 ? Password : null, HostKey),
            Uri.UnescapeDataString(address.AbsolutePath).TrimEnd('/') is { Length: > 0 } path ? path : "/");
    }

    private static Uri Parse(string folder, string setting) =>
        Uri.TryCreate(folder, UriKind.Absolute, out var address) && address is { Scheme: "sftp", UserInfo.Length: > 0, Query: "", Fragment: "" } && address.Host.Length > 0 && !address.UserInfo.Contains(':', StringComparison.Ordinal)
            ? address
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{setting}:Folder must be a folder of this machine, or sftp://user@host:port/path (the password stands in {setting}:Sftp:Password)."));
}
