using CreditBridge.Core.Requests;
using Hangfire;

namespace CreditBridge.Jobs.Night;

/// <summary>Reminds whoever lets a request lie, as Hangfire sees it. Safe to run twice, late or never.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class RequestJob(RequestReminding reminding, NightRequests nights)
{
    /// <summary>An open night writes much: until its end it is not disturbed.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        if (await nights.OpenAsync(cancellation) is null)
            await reminding.SweepAsync(cancellation);
    }
}
