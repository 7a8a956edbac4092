using CreditBridge.Jobs.Connectors.Hooks;
using CreditBridge.Jobs.Connectors.Wallets;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Jobs.Connectors;

/// <summary>Pulls outside of the night, as Hangfire sees them. The rows say what is to be done: each method is safe to run twice, late or never.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class PartnerJob(SyncRequests requests, HookSweep hooks, WalletReading wallets, IServiceScopeFactory scopes)
{
    public async Task RunAsync(Guid runId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PartnerPull>().RunAsync(runId, night: null, cancellation);
    }

    public async Task SweepAsync(CancellationToken cancellation)
    {
        await hooks.AskAsync(cancellation);
        foreach (var run in await requests.DueAsync(cancellation))
            await RunAsync(run, cancellation);
        await hooks.CloseAsync(cancellation);
        foreach (var wallet in await wallets.DueAsync(cancellation))
            await wallets.ReadAsync(wallet, cancellation);
    }
}
