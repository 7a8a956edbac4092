using System.Security.Cryptography;

namespace CreditBridge.Core.Grants;

/// <summary>
/// The folder of issuing keys. <c>NAME.pub</c> is a key that is published; <c>NAME.seed</c>, for this user alone, the private half of the one that signs. Files appear whole or not at
/// all, and one process at a time makes them.
/// </summary>
internal sealed class KeyFiles(string folder)
{
    private const string Public = ".pub";
    private const string Private = ".seed";
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Folder => folder;

    /// <summary>Oldest first: names begin with the time a key was made.</summary>
    public IReadOnlyList<string> Published => Names(Public);

    /// <summary>Null before the first key, or after the loss of the one that signed.</summary>
    public string? Signing => Names(Private) is [.., var newest] ? newest : null;

    public string ReadPublic(string name) => File.ReadAllText(PathOf(name, Public)).Trim();

    /// <exception cref="UnauthorizedAccessException">Others on this machine may read it.</exception>
    public byte[] ReadSeed(string name)
    {
        DemandPrivate(name);
        return File.ReadAllBytes(PathOf(name, Private));
    }

    /// <exception cref="UnauthorizedAccessException">Others on this machine may read a private key: who copied it signs as this institution.</exception>
    public void DemandPrivate()
    {
        foreach (var name in Names(Private))
            DemandPrivate(name);
    }

    /// <summary>The one that signs from now on; private halves of earlier ones are gone with it. Only inside <see cref="AloneAsync"/>.</summary>
    public void Add(string name, string published, byte[] seed)
    {
        var earlier = Names(Private);
        // The public half first: what the private one signs can be verified from the first signature on.
        Write(PathOf(name, Public), System.Text.Encoding.ASCII.GetBytes(published + "\n"), Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Write(PathOf(name, Private), seed, Owner);
        foreach (var old in earlier)
            File.Delete(PathOf(old, Private));
    }

    public void Withdraw(string name) => File.Delete(PathOf(name, Public));

    /// <summary>One process at a time; the others wait. A process that dies lets go.</summary>
    /// <exception cref="IOException">Another holds the folder for long.</exception>
    public async Task<T> AloneAsync<T>(Func<T> action, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, Owner | UnixFileMode.UserExecute);
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(50))
        {
            try
            {
                await using var alone = new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return action();
            }
            catch (IOException) when (waited < Patience)
            {
                await Task.Delay(50, cancellation);
            }
        }
    }

    private List<string> Names(string ending) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + ending).Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)]
        : [];

    private void DemandPrivate(string name)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(PathOf(name, Private)) & Others) != 0)
            throw new UnauthorizedAccessException($"{PathOf(name, Private)} is the key that credentials are signed with, and others on this machine may read it. Run 'chmod 600' on it; if somebody may have copied it, rotate and retire it (docs/issuing.md).");
    }

    private string PathOf(string name, string ending) => Path.Combine(folder, name + ending);

    private static void Write(string path, byte[] content, UnixFileMode mode)
    {
        var making = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        using (var file = new FileStream(making, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(making, path);
    }
}
