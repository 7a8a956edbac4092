using CreditBridge.Core.Rules;
using Hangfire;

namespace CreditBridge.Jobs.Rules;

/// <summary>Looks ahead for rules, as Hangfire sees it. The rows say what is to be done: each method is safe to run twice, late or never.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class RuleJob(ImpactLooking impact)
{
    public Task LookAsync(Guid impactRunId, CancellationToken cancellation) => impact.RunAsync(impactRunId, cancellation);

    /// <summary>Looks that were asked for and that nobody does.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var run in await impact.DueAsync(cancellation))
            await impact.RunAsync(run, cancellation);
    }
}
