using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace CreditBridge.Sis.Sftp;

/// <summary>Signs in to a server whose host key is pinned: partners' files and the student system's go the same way.</summary>
public static class SftpSignIn
{
    /// <param name="whose">Who runs the server, for sentences: 'the partner'.</param>
    /// <exception cref="IOException">It cannot be reached, is not the server that is pinned, or does not let us in; the message is a sentence without secrets.</exception>
    public static SftpClient Connect(SftpAccount account, string whose)
    {
        var client = new SftpClient(new ConnectionInfo(account.Host, account.Port, account.User, Method(account)) { Timeout = TimeSpan.FromSeconds(20), RetryAttempts = 1 })
        {
            OperationTimeout = TimeSpan.FromSeconds(60),
            KeepAliveInterval = TimeSpan.FromSeconds(30),
        };
        string? seen = null;
        client.HostKeyReceived += (_, key) =>
        {
            seen = $"SHA256:{key.FingerPrintSHA256.TrimEnd('=')}";
            // Before anything of ours is said to it.
            key.CanTrust = account.HostKey is { } pinned && string.Equals(pinned.Trim().TrimEnd('='), seen, StringComparison.Ordinal);
        };
        try
        {
            client.Connect();
            return client;
        }
        catch (Exception problem) when (problem is SshException or SocketException or IOException or InvalidOperationException or ArgumentException)
        {
            client.Dispose();
            throw new IOException(seen switch
            {
                not null when string.IsNullOrWhiteSpace(account.HostKey) =>
                    $"{account.Host} shows the host key {seen}. Compare it with what {whose} told you by another way, and enter it as the host key: until then nothing is read from it.",
                not null when !string.Equals(account.HostKey!.Trim().TrimEnd('='), seen, StringComparison.Ordinal) =>
                    $"{account.Host} shows another host key ({seen}) than the one that is entered: nothing was said to it. Ask {whose} whether they changed it.",
                _ when problem is SshAuthenticationException => $"{account.Host} does not let {account.User} in: check the user, the password and the key.",
                _ => $"{account.Host} could not be reached: {problem.Message}",
            }, problem);
        }
    }

    private static AuthenticationMethod Method(SftpAccount account)
    {
        if (string.IsNullOrWhiteSpace(account.PrivateKey))
            return new PasswordAuthenticationMethod(account.User, account.Password ?? "");
        try
        {
            using var key = new MemoryStream(Encoding.UTF8.GetBytes(account.PrivateKey.ReplaceLineEndings("\n").Trim() + "\n"));
            return new PrivateKeyAuthenticationMethod(account.User, new PrivateKeyFile(key, account.Password));
        }
        catch (Exception problem) when (problem is SshException or FormatException or ArgumentException or InvalidOperationException or CryptographicException)
        {
            throw new IOException("The private key cannot be read: paste all of it, with its first and its last line, and its password where it has one.", problem);
        }
    }
}
