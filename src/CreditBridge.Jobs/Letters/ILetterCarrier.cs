using MimeKit;

namespace CreditBridge.Jobs.Letters;

/// <summary>How letters leave: one carrier is made for a handful of letters, and disposed after them.</summary>
internal interface ILetterCarrier : IAsyncDisposable
{
    /// <exception cref="Exception">It could not be handed over; the sentence is kept with the letter.</exception>
    Task CarryAsync(MimeMessage letter, CancellationToken cancellation);
}
