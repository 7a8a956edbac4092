namespace CreditBridge.Jobs.Connectors.Folder;

/// <summary>One physical line of a file, without its line break.</summary>
/// <param name="Bytes">All of it, or the first 64 KiB of one that is too long. Valid until the next line is read.</param>
/// <param name="Length">Its whole length in bytes.</param>
/// <param name="Next">Offset of the next line.</param>
internal readonly record struct TextLine(ReadOnlyMemory<byte> Bytes, long Length, long Next)
{
    public const int MostBytes = 1 << 20;
    public const int KeptOfTooLong = 1 << 16;

    public bool IsTooLong => Length > MostBytes;
}
