using System.Net.Sockets;
using System.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>A directory of a server over SFTP, whose host key is pinned. A file is carried over to a temporary one when it is read; one at a time.</summary>
internal sealed class SftpFiles : IFileSource
{
    private const long MostBytes = 4L << 30;

    private readonly SftpClient _client;
    private readonly string _folder;
    private (DropFile File, string Path)? _fetched;

    private SftpFiles(SftpClient client, FolderSettings settings)
    {
        _client = client;
        _folder = string.IsNullOrWhiteSpace(settings.Folder) ? "." : settings.Folder.Trim().TrimEnd('/') is { Length: > 0 } folder ? folder : "/";
        Place = $"{_folder} on {settings.Host}";
    }

    public string Place { get; }

    public TimeSpan ClockOff => TimeSpan.FromHours(1);

    public bool IsFar => true;

    /// <exception cref="SourceException">It cannot be reached, is not the server that is pinned, or does not let us in.</exception>
    public static SftpFiles Connect(FolderSettings settings)
    {
        var client = new SftpClient(new ConnectionInfo(settings.Host!, settings.Port, settings.User!, Method(settings)) { Timeout = TimeSpan.FromSeconds(20), RetryAttempts = 1 })
        {
            OperationTimeout = TimeSpan.FromSeconds(60),
            KeepAliveInterval = TimeSpan.FromSeconds(30),
        };
        string? seen = null;
        client.HostKeyReceived += (_, key) =>
        {
            seen = $"SHA256:{key.FingerPrintSHA256.TrimEnd('=')}";
            // Before anything of ours is said to it.
            key.CanTrust = settings.HostKey is { } pinned && string.Equals(pinned.Trim().TrimEnd('='), seen, StringComparison.Ordinal);
        };
        try
        {
            client.Connect();
            return new(client, settings);
        }
        catch (Exception problem) when (problem is SshException or SocketException or IOException or InvalidOperationException or ArgumentException)
        {
            client.Dispose();
            throw new SourceException(seen switch
            {
                not null when string.IsNullOrWhiteSpace(settings.HostKey) =>
                    $"{settings.Host} shows the host key {seen}. Compare it with what the partner told you by another way, and enter it as the host key: until then nothing is read from it.",
                not null when !string.Equals(settings.HostKey!.Trim().TrimEnd('='), seen, StringComparison.Ordinal) =>
                    $"{settings.Host} shows another host key ({seen}) than the one that is entered: nothing was said to it. Ask the partner whether they changed it.",
                _ when problem is SshAuthenticationException => $"{settings.Host} does not let {settings.User} in: check the user, the password and the key.",
                _ => $"{settings.Host} could not be reached: {problem.Message}",
            }, problem);
        }
    }

    public IReadOnlyList<DropFile> Files() => Ask(() =>
    {
        try
        {
            return _client.ListDirectory(_folder).Where(file => file.IsRegularFile && file.Length > 0 && !file.Name.Contains('/', StringComparison.Ordinal)).Select(file => new DropFile(this, file.Name, file.Length, file.LastWriteTimeUtc)).ToList();
        }
        catch (SftpPathNotFoundException)
        {
            throw new SourceException($"The folder {Place} does not exist.");
        }
        catch (SftpPermissionDeniedException)
        {
            throw new SourceException($"The folder {Place} may not be read by the user that signs in: ask the partner for permission.");
        }
    });

    public DropFile? Find(string name) => Ask(() =>
    {
        try
        {
            return _client.GetAttributes(PathOf(name)) is { IsRegularFile: true, Size: > 0 } file ? new DropFile(this, name, file.Size, file.LastWriteTimeUtc) : null;
        }
        catch (SftpPathNotFoundException)
        {
            return null;
        }
    });

    public FileStream Open(DropFile file)
    {
        if (_fetched is not { } fetched || fetched.File != file)
        {
            Forget();
            _fetched = fetched = (file, Ask(() => Fetch(file)));
        }

        return new(fetched.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
    }

    public void Dispose()
    {
        Forget();
        _client.Dispose();
    }

    private static PrivateKeyAuthenticationMethod KeyMethod(FolderSettings settings)
    {
        try
        {
            using var key = new MemoryStream(Encoding.UTF8.GetBytes(settings.PrivateKey!.ReplaceLineEndings("\n").Trim() + "\n"));
            return new(settings.User, new PrivateKeyFile(key, settings.Password));
        }
        catch (Exception problem) when (problem is SshException or FormatException or ArgumentException or InvalidOperationException or System.Security.Cryptography.CryptographicException)
        {
            throw new SourceException("The private key cannot be read: paste all of it, with its first and its last line, and its password where it has one.", problem);
        }
    }

    private static AuthenticationMethod Method(FolderSettings settings) =>
        string.IsNullOrWhiteSpace(settings.PrivateKey) ? new PasswordAuthenticationMethod(settings.User, settings.Password ?? "") : KeyMethod(settings);

    /// <summary>No more than the file had when it was listed: one that grows is seen to have changed.</summary>
    private string Fetch(DropFile file)
    {
        if (file.Length > MostBytes)
            throw new IOException($"it has {file.Length >> 30} GiB; at most {MostBytes >> 30} are read.");
        var path = Path.GetTempFileName();
        try
        {
            using var from = _client.OpenRead(PathOf(file.Name));
            using var to = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
            var part = new byte[1 << 16];
            for (var left = file.Length; left > 0;)
            {
                var read = from.Read(part, 0, (int)Math.Min(left, part.Length));
                if (read == 0)
                    break;
                to.Write(part, 0, read);
                left -= read;
            }

            return path;
        }
        catch (Exception problem)
        {
            File.Delete(path);
            throw problem switch
            {
                SftpPathNotFoundException => new IOException("it is no longer there."),
                SftpPermissionDeniedException => new UnauthorizedAccessException("the user that signs in may not read it."),
                _ => problem,
            };
        }
    }

    private void Forget()
    {
        if (_fetched is { } fetched)
            File.Delete(fetched.Path);
        _fetched = null;
    }

    private string PathOf(string name) => $"{_folder.TrimEnd('/')}/{name}";

    private T Ask<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception outage) when (outage is SshException or SocketException or ObjectDisposedException)
        {
            throw new SourceException($"{Place} could not be read on: {outage.Message}", outage);
        }
    }
}
