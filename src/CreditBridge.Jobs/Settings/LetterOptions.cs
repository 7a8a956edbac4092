using MailKit.Security;

namespace CreditBridge.Jobs.Settings;

/// <summary>The <c>Letters</c> section of the settings.</summary>
public sealed class LetterOptions
{
    /// <summary>Who letters come from.</summary>
    public string From { get; set; } = "credit@localhost";

    public string FromName { get; set; } = "";

    /// <summary>The mail server; empty: letters are put into <see cref="Folder"/> as files.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary><c>StartTls</c> (default), <c>SslOnConnect</c>, or <c>None</c> for a server on this machine only.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The pickup folder; empty: <c>letters</c> in the data folder.</summary>
    public string Folder { get; set; } = "";

    /// <exception cref="InvalidOperationException">A setting is not possible; the message is a sentence that says what it must be.</exception>
    public LetterOptions Validated()
    {
        if (!MimeKit.MailboxAddress.TryParse(From, out _))
            throw new InvalidOperationException($"Letters:From '{From}' is no e-mail address.");
        if (Host.Length > 0 && Security is SecureSocketOptions.None or SecureSocketOptions.Auto or SecureSocketOptions.StartTlsWhenAvailable && Host is not ("localhost" or "127.0.0.1" or "::1"))
            throw new InvalidOperationException($"Letters:Security is StartTls or SslOnConnect: letters name learners, and {Host} is another machine.");
        return this;
    }
}
