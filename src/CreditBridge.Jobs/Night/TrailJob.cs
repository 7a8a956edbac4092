using CreditBridge.Core.Audit;
using CreditBridge.Jobs.Settings;
using Hangfire;

namespace CreditBridge.Jobs.Night;

/// <summary>Seals the trail by day, as Hangfire sees it, so that a site without nights seals too. Safe to run twice, late or never.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class TrailJob(Sealing sealing, NightRequests nights, JobsOptions options)
{
    /// <summary>An open night seals at its end: until then its writer is not disturbed.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        if (await nights.OpenAsync(cancellation) is null)
            await sealing.SealAsync(TimeSpan.FromSeconds(options.LeaseSeconds), ClosingDay.Yesterday, cancellation);
    }
}
