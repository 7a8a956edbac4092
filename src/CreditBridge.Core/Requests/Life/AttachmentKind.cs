using System.Text;

namespace CreditBridge.Core.Requests;

/// <summary>What a file is, by its first bytes and never by its name: PDF, PNG, JPEG or plain text. Markup (SVG, HTML, XML) is no plain text.</summary>
internal sealed record AttachmentKind(string MediaType, params string[] Endings)
{
    private static readonly AttachmentKind Pdf = new("application/pdf", ".pdf");
    private static readonly AttachmentKind Png = new("image/png", ".png");
    private static readonly AttachmentKind Jpeg = new("image/jpeg", ".jpg", ".jpeg");
    private static readonly AttachmentKind Text = new("text/plain", ".txt", ".csv", ".md", ".log");
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <returns>Null for everything else.</returns>
    public static AttachmentKind? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? Pdf
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : IsPlainText(content) ? Text : null;

    private static bool IsPlainText(ReadOnlySpan<byte> content)
    {
        try
        {
            var text = Strict.GetString(content).AsSpan().TrimStart('\uFEFF');
            foreach (var c in text)
            {
                if (char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f'))
                    return false;
            }

            return !text.TrimStart().StartsWith("<");
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
