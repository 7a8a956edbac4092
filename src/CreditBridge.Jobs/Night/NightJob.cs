using CreditBridge.Core.Credentials.Verifying;
using CreditBridge.Jobs.StudentSystem;
using Hangfire;

namespace CreditBridge.Jobs.Night;

/// <summary>The night as Hangfire sees it. Each method is safe to run twice, late or never: the rows say what is to be done.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class NightJob(NightRequests requests, NightWork work, PostingSweep postings, Reconciling reconciling, SisReading reading, VerificationSweep verifications)
{
    /// <summary>Works on the night that was asked for, if nobody else does.</summary>
    public Task RunAsync(Guid nightId, CancellationToken cancellation) => work.RunAsync(nightId, cancellation);

    /// <summary>The scheduled night of today.</summary>
    public async Task ScheduledAsync(CancellationToken cancellation)
    {
        if (await requests.RequestScheduledAsync(cancellation) is { } night)
            await work.RunAsync(night, cancellation);
    }

    /// <summary>Finds an open night that nobody works on; else postings, comparisons and reads that were asked for and credentials to verify that are due by day.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        if (await requests.OpenAsync(cancellation) is { } night)
        {
            await work.RunAsync(night, cancellation);
            return;
        }

        while ((await postings.NextAsync(cancellation)).More)
            cancellation.ThrowIfCancellationRequested();
        await reconciling.ReconcileRequestedAsync(cancellation);
        await reading.ReadRequestedAsync(cancellation);
        // Last: it waits for servers of others, and credit must not wait with it.
        while (await verifications.VerifyNextAsync(lease: null, cancellation) > 0)
            cancellation.ThrowIfCancellationRequested();
    }
}
