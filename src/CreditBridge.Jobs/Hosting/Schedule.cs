using CreditBridge.Core.Data;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Jobs.Letters;
using CreditBridge.Jobs.Night;
using CreditBridge.Jobs.Rules;
using CreditBridge.Jobs.Settings;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CreditBridge.Jobs.Hosting;

/// <summary>
/// Sets the clock on start: the night by cron in the institution's time zone, and a sweep each minute that finds pending work from the rows, so
/// that a lost nudge costs a minute.
/// </summary>
internal sealed class Schedule(IRecurringJobManager jobs, IServiceScopeFactory scopes, JobsOptions options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BridgeDbContext>();
        var zone = await db.Institutions.Select(institution => institution.TimeZone).SingleOrDefaultAsync(cancellationToken);
        jobs.AddOrUpdate<NightJob>("sweep", job => job.SweepAsync(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<PartnerJob>("partners", job => job.SweepAsync(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<RuleJob>("rules", job => job.SweepAsync(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<TrailJob>("trail", job => job.SweepAsync(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<RequestJob>("requests", job => job.SweepAsync(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<LetterJob>("letters", job => job.SweepAsync(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<AttachmentJob>("attachments", job => job.SweepAsync(CancellationToken.None), Cron.Daily());
        jobs.AddOrUpdate<ProgramJob>("programs", job => job.SweepAsync(CancellationToken.None), Cron.Hourly());
        if (options.NightCron.Length == 0)
            jobs.RemoveIfExists("night");
        else
            jobs.AddOrUpdate<NightJob>("night", job => job.ScheduledAsync(CancellationToken.None), options.NightCron, new RecurringJobOptions { TimeZone = zone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone) });
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
