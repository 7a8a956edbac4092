using CreditBridge.Core.Access;
using Hangfire;

namespace CreditBridge.Jobs.Night;

/// <summary>Forgets what programs were answered a day ago. Safe to run twice, late or never.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class ProgramJob(OnceKeeping answers)
{
    public Task SweepAsync(CancellationToken cancellation) => answers.SweepAsync(cancellation);
}
