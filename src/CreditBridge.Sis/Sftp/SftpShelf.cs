using System.Net.Sockets;
using CreditBridge.Sis.Files;
using CreditBridge.Sis.Wire;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace CreditBridge.Sis.Sftp;

/// <summary>A folder of a server over SFTP. The connection is kept while it holds; one call at a time.</summary>
internal sealed class SftpShelf(string address, SftpOptions options) : IShelf, IDisposable
{
    private const int Deepest = 4;

    private readonly Lock _gate = new();
    private readonly string _folder = options.At(address).Folder;
    private SftpClient? _client;

    public string Name => address;

    public IReadOnlyList<ShelfFile> Files() => Ask(client =>
    {
        var files = new List<ShelfFile>();
        List(client, _folder, files, 0);
        return files;
    });

    public T Read<T>(ShelfFile file, Func<string, T> read)
    {
        var copy = Path.GetTempFileName();
        try
        {
            Ask(client =>
            {
                using var to = new FileStream(copy, FileMode.Create, FileAccess.Write);
                client.DownloadFile(file.Path, to);
                return to.Length;
            });
            return read(copy);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    public bool Place(string name, byte[] content, Func<bool> mayLeave)
    {
        var path = $"{_folder.TrimEnd('/')}/{name}";
        var temporary = path + ".part";
        var leaves = Ask(client =>
        {
            using (var from = new MemoryStream(content, writable: false))
                client.UploadFile(from, temporary, canOverride: true);
            if (client.GetAttributes(temporary).Size != content.Length)
                throw new SshException("it took less than was sent.");
            if (mayLeave())
                return true;
            client.DeleteFile(temporary);
            return false;
        });
        if (leaves)
            Rename(temporary, path);
        return leaves;
    }

    public void Dispose() => Forget();

    private static void List(SftpClient client, string folder, List<ShelfFile> files, int depth)
    {
        foreach (var entry in client.ListDirectory(folder))
        {
            if (entry.IsRegularFile)
                files.Add(new(entry.FullName, entry.Name, entry.Length, entry.LastWriteTimeUtc, IsBelow: depth > 0));
            else if (entry.IsDirectory && entry.Name is not ("." or "..") && depth < Deepest)
                List(client, entry.FullName, files, depth + 1);
        }
    }

    /// <summary>From here on it may be there, whatever becomes of the connection.</summary>
    private void Rename(string temporary, string path)
    {
        lock (_gate)
        {
            try
            {
                _client!.RenameFile(temporary, path, isPosix: true);
            }
            catch (SftpPermissionDeniedException refused)
            {
                throw new NothingLeftException($"{address} does not let us rename a file: {refused.Message}", refused);
            }
            catch (Exception problem) when (IsOutage(problem))
            {
                Forget();
                throw new SisException($"The connection to {address} ended while a file was handed over.", problem);
            }
        }
    }

    /// <summary>What is asked before the rename: whatever happens in it, nothing was handed over.</summary>
    private T Ask<T>(Func<SftpClient, T> ask)
    {
        lock (_gate)
        {
            try
            {
                if (_client is not { IsConnected: true })
                {
                    Forget();
                    _client = SftpSignIn.Connect(options.At(address).Account, "whoever runs it");
                }

                return ask(_client);
            }
            catch (SftpPathNotFoundException missing)
            {
                throw new NothingLeftException($"{address} does not exist there, or a file in it went away.", missing);
            }
            catch (SftpPermissionDeniedException refused)
            {
                throw new NothingLeftException($"{address} may not be used by the user that signs in.", refused);
            }
            catch (Exception problem) when (IsOutage(problem))
            {
                Forget();
                throw new NothingLeftException($"{address}: {Words.Of(problem.Message)}", problem);
            }
        }
    }

    private static bool IsOutage(Exception problem) => problem is SshException or SocketException or IOException or ObjectDisposedException or InvalidOperationException or TimeoutException;

    private void Forget()
    {
        _client?.Dispose();
        _client = null;
    }
}
