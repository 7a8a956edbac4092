namespace CreditBridge.Sis.Files;

/// <summary>Places a file in a folder whole or not at all: it is written beside its place, flushed to the disk, then renamed.</summary>
internal static class Drop
{
    /// <param name="mayLeave">Asked once more just before the rename, which is the moment the file is handed over.</param>
    /// <returns>Whether it is there.</returns>
    public static bool Place(string folder, string name, byte[] content, Func<bool> mayLeave)
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
