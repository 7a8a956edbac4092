using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Night;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace CreditBridge.Jobs.Commands;

/// <summary>Progress bars of a night, read from its rows: they move the same whether this process works on it or follows another.</summary>
internal static class NightProgress
{
    public static Task ShowAsync(IServiceScopeFactory scopes, Guid night, Task doing, CancellationToken cancellation) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
        .StartAsync(async progress =>
        {
            var steps = Enum.GetValues<NightStep>().Where(step => step != NightStep.Done).ToDictionary(step => step, step => progress.AddTask(step.ToString(), autoStart: false));
            while (true)
            {
                var ended = doing.IsCompleted;
                await using (var scope = scopes.CreateAsyncScope())
                    await ShowAsync(scope.ServiceProvider.GetRequiredService<BridgeDbContext>(), night, steps, cancellation);
                if (ended)
                    return;
                await Task.WhenAny(doing, Task.Delay(300, cancellation));
            }
        });

    private static async Task ShowAsync(BridgeDbContext db, Guid nightId, Dictionary<NightStep, ProgressTask> steps, CancellationToken cancellation)
    {
        var summary = await NightSummary.ReadAsync(db, nightId, cancellation);
        var night = summary.Night;
        foreach (var (step, task) in steps)
        {
            task.MaxValue = 1;
            task.Value = night.Step > step || night.State == NightState.Completed ? 1 : 0;
        }

        var partners = await db.Partners.CountAsync(partner => !partner.IsPaused && partner.Connector != Partner.NoConnector, cancellation);
        steps[NightStep.Pull].Description = $"Pull, {summary.Read:N0} read";
        if (night.Step == NightStep.Pull && partners > 0)
            steps[NightStep.Pull].Value = Math.Max(0, summary.Partners.Count - 1) / (double)partners;
        steps[NightStep.Evaluate].Description = $"Evaluate, {night.Evaluated:N0} of {night.ToEvaluate:N0} learners";
        if (night.Step == NightStep.Evaluate && night.ToEvaluate > 0)
            steps[NightStep.Evaluate].Value = night.Evaluated / (double)night.ToEvaluate;
        steps[NightStep.Seal].Description = $"Seal, {night.Sealed:N0} entries of the trail";
        steps[NightStep.Post].Description = $"Post, {night.Posted:N0} posted";
    }
}
