namespace CreditBridge.Sis.Files;

/// <summary>A folder of this machine, or mounted on it. What is placed is flushed to the disk before it is renamed.</summary>
internal sealed class LocalShelf(string folder) : IShelf
{
    public string Name => folder;

    public IReadOnlyList<ShelfFile> Files() => !Directory.Exists(folder) ? [] :
        [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Select(file => new ShelfFile(file.FullName, file.Name, file.Length, file.LastWriteTimeUtc, IsBelow: file.DirectoryName != Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))))];

    public T Read<T>(ShelfFile file, Func<string, T> read) => read(file.Path);

    public bool Place(string name, byte[] content, Func<bool> mayLeave)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        var temporary = path + ".part";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        if (!mayLeave())
        {
            File.Delete(temporary);
            return false;
        }

        File.Move(temporary, path, overwrite: true);
        return true;
    }
}
