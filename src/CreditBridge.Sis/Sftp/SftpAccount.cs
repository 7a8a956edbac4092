namespace CreditBridge.Sis.Sftp;

/// <summary>Where to sign in over SSH, and as whom.</summary>
/// <param name="PrivateKey">The key's text; empty: the password is the account's own.</param>
/// <param name="Password">Of the private key, else of the account.</param>
/// <param name="HostKey">The server's key, as <c>SHA256:…</c>; empty: no server is trusted.</param>
public sealed record SftpAccount(string Host, int Port, string User, string? PrivateKey, string? Password, string? HostKey);
