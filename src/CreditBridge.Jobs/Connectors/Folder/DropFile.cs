using System.Security.Cryptography;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>A file in a partner's folder, as it was when the pull began. It is read only while it rests.</summary>
internal sealed record DropFile(string Path, long Length, DateTime WrittenAt)
{
    /// <summary>For a record that is read alone, without its file.</summary>
    public static readonly DropFile None = new("", 0, default);

    public string Name => System.IO.Path.GetFileName(Path);

    public string Extension => System.IO.Path.GetExtension(Path).ToLowerInvariant();

    public static DropFile Of(string path)
    {
        var file = new FileInfo(path);
        return new(path, file.Exists ? file.Length : -1, file.LastWriteTimeUtc);
    }

    /// <summary>A file with something in it. Links could lead out of the folder; a pipe or a device has no length, and reading one may never end.</summary>
    public bool IsRegular => Length > 0 && new FileInfo(Path).LinkTarget is null;

    public bool HasChanged => Of(Path) != this;

    public FileStream Open() => new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);

    public async Task<string> HashAsync(CancellationToken cancellation)
    {
        await using var stream = Open();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }
}
