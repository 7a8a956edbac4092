namespace CreditBridge.OpenBadges;

/// <summary>A credential as it came: its bytes, their hash, and the text that was wrapped in them.</summary>
public sealed class CredentialFile
{
    private CredentialFile(ReadOnlyMemory<byte> bytes, FileKind kind, string text, string sha256) => (Bytes, Kind, Text, Sha256) = (bytes, kind, text, sha256);

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Of <see cref="Bytes"/>, lower-case hex.</summary>
    public string Sha256 { get; }
    public FileKind Kind { get; }

    /// <summary>The credential itself: JSON, compact JWS, or an address.</summary>
    public string Text { get; }

    /// <exception cref="FormatException">A sentence that says why these bytes are no credential.</exception>
    public static CredentialFile Open(ReadOnlyMemory<byte> bytes) => throw new NotImplementedException();
}
