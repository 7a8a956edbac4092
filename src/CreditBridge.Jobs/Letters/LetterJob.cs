using Hangfire;

namespace CreditBridge.Jobs.Letters;

/// <summary>Sends what is due, as Hangfire sees it. Safe to run twice, late or never.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class LetterJob(LetterSweep letters)
{
    public async Task SweepAsync(CancellationToken cancellation)
    {
        while (await letters.NextAsync(cancellation) > 0)
            cancellation.ThrowIfCancellationRequested();
    }
}
