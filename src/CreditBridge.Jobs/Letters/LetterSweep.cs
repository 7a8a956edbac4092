using System.Net.Sockets;
using CreditBridge.Core.Data;
using CreditBridge.Core.Letters;
using CreditBridge.Jobs.Settings;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace CreditBridge.Jobs.Letters;

/// <summary>
/// Sends letters that are due. A letter is claimed by moving its next attempt ahead, so that two workers never send the same one at once; a worker that dies between sending and
/// writing so sends it again, under the same Message-ID.
/// </summary>
public sealed class LetterSweep(BridgeDbContext db, LetterOptions options, DataFolder data, TimeProvider time)
{
    private const int Batch = 50;
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(10);

    /// <returns>How many letters of this batch were handled; 0 when none is due.</returns>
    public async Task<int> NextAsync(CancellationToken cancellation)
    {
        var letters = await ClaimAsync(cancellation);
        await using ILetterCarrier carrier = options.Host.Length > 0 ? new MailServer(options) : new PickupFolder(options.Folder.Length > 0 ? options.Folder : data.Letters);
        string? outage = null;
        foreach (var letter in letters)
        {
            // A server that cannot be reached is asked once a batch.
            var problem = outage;
            try
            {
                if (problem is null)
                    await carrier.CarryAsync(Message(letter), cancellation);
            }
            catch (Exception refused) when (refused is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                problem = Sentence(refused);
                outage = refused is SocketException or IOException or AuthenticationException or SslHandshakeException or TimeoutException ? problem : null;
            }

            await SettleAsync(letter.Id, problem, cancellation);
        }

        return letters.Count;
    }

    private Task<List<Letter>> ClaimAsync(CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        var now = time.GetUtcNow().UtcDateTime;
        var due = await db.Letters.AsNoTracking().Where(letter => letter.State == LetterState.Waiting && letter.NextAttemptAt <= now).OrderBy(letter => letter.NextAttemptAt).Take(Batch).ToListAsync(cancellation);
        var claimed = new List<Letter>();
        foreach (var letter in due)
        {
            if (await db.Letters.Where(row => row.Id == letter.Id && row.Version == letter.Version)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, now + Claim).SetProperty(row => row.Version, row => row.Version + 1), cancellation) == 1)
            {
                claimed.Add(letter);
            }
        }

        return claimed;
    }, cancellation);

    private Task SettleAsync(Guid id, string? problem, CancellationToken cancellation) => db.TransactAsync(async () =>
    {
        db.ChangeTracker.Clear();
        var letter = await db.Letters.AsTracking().SingleAsync(letter => letter.Id == id, cancellation);
        if (letter.State != LetterState.Waiting)
            return;
        var now = time.GetUtcNow().UtcDateTime;
        if (problem is null)
            letter.Sent(now);
        else
            letter.NotSent(problem, now);
        // Whoever reads the database must not be able to sign in with it.
        if (letter.Event == LetterEvent.SignInLink && problem is null)
            letter.Body = "(The link is not kept.)";
    }, cancellation);

    private MimeMessage Message(Letter letter)
    {
        var message = new MimeMessage { Subject = letter.Subject, Body = new TextPart("plain") { Text = letter.Body }, MessageId = $"{letter.Id:N}@{MailboxAddress.Parse(options.From).Domain}" };
        message.Date = letter.WrittenAt;
        message.From.Add(new MailboxAddress(options.FromName, options.From));
        message.To.Add(MailboxAddress.Parse(letter.To));
        // No holiday reply comes back to the office.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static string Sentence(Exception refused) => refused switch
    {
        SocketException => "The mail server cannot be reached.",
        AuthenticationException => "The mail server refused the user name or password of Letters:User.",
        SslHandshakeException => "The mail server's certificate is not trusted.",
        _ => refused.Message,
    };
}
