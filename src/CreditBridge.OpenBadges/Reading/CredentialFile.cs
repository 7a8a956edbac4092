using System.Security.Cryptography;
using System.Text;

namespace CreditBridge.OpenBadges;

/// <summary>A credential as it came: its bytes, their hash, and the text that was wrapped in them.</summary>
public sealed class CredentialFile
{
    /// <summary>No badge that people earn is larger; the picture around a baked one may be.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    /// <summary>Of the credential itself.</summary>
    public const int MostCharacters = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private CredentialFile(ReadOnlyMemory<byte> bytes, FileKind kind, string text)
    {
        (Bytes, Kind, Text) = (bytes, kind, text.Trim());
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Of <see cref="Bytes"/>, lower-case hex.</summary>
    public string Sha256 { get; }
    public FileKind Kind { get; }

    /// <summary>The credential itself: JSON, compact JWS, or an address. For a picture, what was baked in.</summary>
    public string Text { get; }

    /// <summary>What <see cref="Text"/> is, also when it was baked into a picture.</summary>
    public FileKind TextKind => KindOf(Text);

    /// <exception cref="FormatException">A sentence that says why these bytes are no credential.</exception>
    public static CredentialFile Open(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MostBytes)
            throw new FormatException($"The file has {bytes.Length} bytes; at most {MostBytes} are read.");
        if (PngText.IsPng(bytes.Span))
            return Checked(new CredentialFile(bytes, FileKind.Png, PngText.Credential(bytes.Span)));
        string text;
        try
        {
            text = Strict.GetString(bytes.Span).TrimStart('\uFEFF').Trim();
        }
        catch (DecoderFallbackException problem)
        {
            throw new FormatException("The file is neither a PNG picture nor UTF-8 text.", problem);
        }

        if (text.StartsWith('<'))
            return Checked(new CredentialFile(bytes, FileKind.Svg, SvgCredential.Read(text)));
        return Checked(new CredentialFile(bytes, KindOf(text), text));
    }

    /// <exception cref="FormatException">A sentence that says why this text is no credential.</exception>
    public static CredentialFile OfText(string text) => Open(Encoding.UTF8.GetBytes(text));

    private static CredentialFile Checked(CredentialFile file)
    {
        if (file.Text.Length > MostCharacters)
            throw new FormatException($"The credential has {file.Text.Length} characters; at most {MostCharacters} are read.");
        _ = KindOf(file.Text);
        return file;
    }

    private static FileKind KindOf(string text)
    {
        if (text.StartsWith('{'))
            return FileKind.Json;
        if (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return text.Length <= 2_000 && Uri.TryCreate(text, UriKind.Absolute, out _) && !text.Any(char.IsWhiteSpace) ? FileKind.Address : throw new FormatException("The address is not well formed.");
        return CompactJws.Looks(text)
            ? FileKind.Jwt
            : throw new FormatException(text.Length == 0 ? "The file is empty." : "It is neither a JSON credential, nor a signed token, nor a badge picture, nor a web address.");
    }
}
