using System.Net.Sockets;
using CreditBridge.Sis.Sftp;
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
        try
        {
            return new(SftpSignIn.Connect(new(settings.Host!, settings.Port, settings.User!, settings.PrivateKey, settings.Password, settings.HostKey), "the partner"), settings);
        }
        catch (IOException problem)
        {
            throw new SourceException(problem.Message, problem);
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
