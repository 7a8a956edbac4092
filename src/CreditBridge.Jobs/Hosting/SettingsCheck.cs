using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Hosting;

/// <summary>Says at the start which partners cannot be pulled as their settings stand, rather than in the night. Nothing is kept from starting: the others are pulled.</summary>
internal sealed partial class SettingsCheck(IServiceScopeFactory scopes, ILogger<SettingsCheck> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<PartnerAccounts>();
        foreach (var partner in await scope.ServiceProvider.GetRequiredService<BridgeDbContext>().Partners.AsNoTracking().Where(partner => partner.Connector != Partner.NoConnector).OrderBy(partner => partner.Code).ToListAsync(stoppingToken))
        {
            try
            {
                accounts.Open(partner);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // A sentence of ours; what else may be thrown could quote a setting.
                LogProblem(log, partner.Code, problem is SourceException ? problem.Message : "Its settings cannot be read: enter them again on its page.");
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partner {Partner} cannot be pulled: {Problem}")]
    private static partial void LogProblem(ILogger log, string partner, string problem);
}
