using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using Hangfire;

namespace CreditBridge.Jobs.Night;

/// <summary>Removes uploaded files that no request took. Safe to run twice, late or never.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class AttachmentJob(AttachmentStore store, BridgeDbContext db)
{
    public Task SweepAsync(CancellationToken cancellation) => store.SweepAsync(db, cancellation);
}
