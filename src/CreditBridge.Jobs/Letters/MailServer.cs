using CreditBridge.Jobs.Settings;
using MailKit.Net.Smtp;
using MimeKit;

namespace CreditBridge.Jobs.Letters;

/// <summary>A mail server by SMTP. It connects with the first letter.</summary>
internal sealed class MailServer(LetterOptions options) : ILetterCarrier
{
    private readonly SmtpClient _client = new() { Timeout = 20_000 };

    public async Task CarryAsync(MimeMessage letter, CancellationToken cancellation)
    {
        if (!_client.IsConnected)
        {
            await _client.ConnectAsync(options.Host, options.Port, options.Security, cancellation);
            if (options.User.Length > 0)
                await _client.AuthenticateAsync(options.User, options.Password, cancellation);
        }

        await _client.SendAsync(letter, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
            await _client.DisconnectAsync(quit: true);
        _client.Dispose();
    }
}
