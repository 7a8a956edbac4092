using System.Security.Cryptography;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>A file in a partner's folder, as it was when the pull began. It is read only while it rests.</summary>
internal sealed record DropFile(IFileSource Source, string Name, long Length, DateTime WrittenAt)
{
    /// <summary>For a record that is read alone, without its file.</summary>
    public static readonly DropFile None = new(new LocalFiles(""), "", 0, default);

    public string Extension => Path.GetExtension(Name).ToLowerInvariant();

    public bool HasChanged => Source.Find(Name) != this;

    public FileStream Open() => Source.Open(this);

    public async Task<string> HashAsync(CancellationToken cancellation)
    {
        await using var stream = Open();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
    }
}
