namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>A directory of this machine, or mounted on it.</summary>
internal sealed class LocalFiles(string folder) : IFileSource
{
    public string Place => folder;

    public TimeSpan ClockOff => TimeSpan.Zero;

    public bool IsFar => false;

    public IReadOnlyList<DropFile> Files()
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder).Select(path => Find(Path.GetFileName(path))).OfType<DropFile>()]
                : throw new SourceException($"The folder {folder} does not exist.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new SourceException($"The folder {folder} may not be read by this program: give it permission.");
        }
        catch (IOException exception)
        {
            throw new SourceException($"The folder {folder} cannot be read: {exception.Message}", exception);
        }
    }

    public DropFile? Find(string name) =>
        new FileInfo(Path.Combine(folder, name)) is { Exists: true, Length: > 0, LinkTarget: null } file ? new(this, name, file.Length, file.LastWriteTimeUtc) : null;

    public FileStream Open(DropFile file) => new(Path.Combine(folder, file.Name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);

    public void Dispose()
    {
    }
}
