using System.Text;

namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>Opens a text file as UTF-8 that can be sought in: UTF-16 with a byte order mark is rewritten beside the temporary files first.</summary>
internal static class FileText
{
    /// <exception cref="FormatException">UTF-16 without a mark: guessing would garble names.</exception>
    public static Stream OpenUtf8(DropFile file)
    {
        var stream = file.Open();
        Span<byte> start = stackalloc byte[256];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        if (start is [0xFF, 0xFE, ..])
            return Transcoded(stream, Encoding.Unicode);
        if (start is [0xFE, 0xFF, ..])
            return Transcoded(stream, Encoding.BigEndianUnicode);
        if (start.Count((byte)0) * 4 > start.Length)
        {
            stream.Dispose();
            throw new FormatException($"{file.Name} looks like UTF-16 without a byte order mark: save it as UTF-8.");
        }

        return stream;
    }

    private static FileStream Transcoded(FileStream stream, Encoding encoding)
    {
        var temporary = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using (var utf8 = Encoding.CreateTranscodingStream(stream, encoding, Encoding.UTF8))
            utf8.CopyTo(temporary);
        temporary.Position = 0;
        return temporary;
    }
}
