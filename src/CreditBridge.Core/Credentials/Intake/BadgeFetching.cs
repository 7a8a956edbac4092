using System.Text;
using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>Opens what a learner gave: a file, pasted text, or a link, which is fetched once through the guarded source.</summary>
internal sealed class BadgeFetching(IDocumentSource documents)
{
    /// <exception cref="FormatException">A sentence that says why it is no credential.</exception>
    /// <exception cref="DocumentUnavailableException">The link could not be fetched; the message is a sentence.</exception>
    public async Task<(CredentialFile File, string Text)> OpenAsync(ReadOnlyMemory<byte> given, CancellationToken cancellation)
    {
        var file = CredentialFile.Open(given);
        if (file.TextKind != FileKind.Address)
            return (file, file.Text);
        var address = new Uri(file.Text);
        if (address.Scheme != Uri.UriSchemeHttps)
            throw new FormatException("The link does not begin with https://, so nobody could say who answered. Upload the file instead.");
        var fetched = CredentialFile.Open((await documents.GetAsync(address, DocumentKind.Credential, cancellation)).Bytes);
        if (fetched.TextKind == FileKind.Address)
            throw new FormatException("The link leads to another link: open it in a browser, and add what you find there.");
        // A picture with only the address in it stays the original of what lay there.
        return (file.Kind is FileKind.Png or FileKind.Svg ? file : fetched, fetched.Text);
    }

    public static ReadOnlyMemory<byte> OfText(string text) => Encoding.UTF8.GetBytes(text.Trim());
}
