using CreditBridge.Jobs.Connectors.Hooks;
using CreditBridge.Jobs.Connectors.Wallets;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Connectors;

/// <summary>Pulls outside of the night, as Hangfire sees them. The rows say what is to be done: each method is safe to run twice, late or never.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed partial class PartnerJob(SyncRequests requests, HookSweep hooks, WalletReading wallets, IServiceScopeFactory scopes, ILogger<PartnerJob> log)
{
    public async Task RunAsync(Guid runId, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PartnerPull>().RunAsync(runId, night: null, cancellation);
    }

    public async Task SweepAsync(CancellationToken cancellation)
    {
        await AloneAsync(() => hooks.AskAsync(cancellation));
        foreach (var run in await requests.DueAsync(cancellation))
            await AloneAsync(() => RunAsync(run, cancellation));
        await AloneAsync(() => hooks.CloseAsync(cancellation));
        foreach (var wallet in await wallets.DueAsync(cancellation))
            await AloneAsync(() => wallets.ReadAsync(wallet, cancellation));
    }

    /// <summary>What goes wrong with one must not keep the others from their turn.</summary>
    private async Task AloneAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            LogFailure(log, problem);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A step of the partners' sweep failed; the next sweep does it again")]
    private static partial void LogFailure(ILogger log, Exception problem);
}
