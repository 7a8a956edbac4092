using CreditBridge.Core.Night;
using CreditBridge.Jobs.Hosting;
using CreditBridge.Jobs.Night;
using CreditBridge.Jobs.Settings;
using CreditBridge.Tests.Support;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Jobs.Hosting;

/// <summary>The night as Hangfire jobs, on both storages.</summary>
[TestClass]
public sealed class JobServerTests
{
    [TestMethod]
    public async Task Night_OnInMemoryStorage_IsDoneByTheServerInThisProcess()
    {
        await using var bridge = await TestBridge.CreateAsync(configure: services => services.AddBridgeJobStorage(new JobsOptions()).AddBridgeJobServer()).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        var servers = bridge.Services.GetServices<IHostedService>().ToList();
        foreach (var server in servers)
            await server.StartAsync(CancellationToken.None);
        var night = await AskAsync(bridge);
        bridge.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<NightJob>(job => job.RunAsync(night, CancellationToken.None));
        var ended = await EndedAsync(bridge, night);
        foreach (var server in servers)
            await server.StopAsync(CancellationToken.None);
        Assert.AreEqual((NightState.Completed, 1, 1), (ended.State, ended.Granted, ended.Posted));
    }

    [TestMethod]
    public async Task Night_OnPostgreSqlStorage_IsDoneByAWorkerInAProcessOfItsOwn()
    {
        var storage = new JobsOptions { Storage = JobStorageKind.PostgreSql, ConnectionString = await TestDatabase.CreateEmptyPostgreSqlAsync() };
        await using var bridge = await TestBridge.CreateAsync(configure: services => services.AddBridgeJobStorage(storage)).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        bridge.WriteSettings(jobs: new { Storage = "PostgreSql", storage.ConnectionString });
        using var worker = BridgeProcess.Start("work", "--data", bridge.Data.Path);
        var night = await AskAsync(bridge);
        bridge.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<NightJob>(job => job.RunAsync(night, CancellationToken.None));
        var ended = await EndedAsync(bridge, night);
        Assert.AreEqual((NightState.Completed, 1, 1), (ended.State, ended.Granted, ended.Posted));

        using var connection = bridge.Services.GetRequiredService<JobStorage>().GetConnection();
        var scheduled = connection.GetRecurringJobs().Single(job => job.Id == "night");
        Assert.AreEqual(("0 2 * * *", "America/Chicago"), (scheduled.Cron, scheduled.TimeZoneId));
    }

    [TestMethod]
    public async Task Sweep_NightWhoseNudgeWasLost_IsFoundFromItsRow()
    {
        await using var bridge = await TestBridge.CreateAsync(configure: services => services.AddScoped<NightJob>()).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        var night = await AskAsync(bridge);
        await bridge.InScopeAsync<NightJob>(job => job.SweepAsync(CancellationToken.None));
        Assert.AreEqual(NightState.Completed, (await bridge.DbAsync(db => db.NightRuns.SingleAsync(run => run.Id == night))).State);
    }

    private static Task<Guid> AskAsync(TestBridge bridge) => bridge.InScopeAsync<NightRequests, Guid>(async requests =>
        (await requests.RequestAsync(NightTrigger.Page, TestBridge.Registrar, CancellationToken.None)).Id);

    private static async Task<NightRun> EndedAsync(TestBridge bridge, Guid night)
    {
        for (var i = 0; i < 600; i++)
        {
            var run = await bridge.DbAsync(db => db.NightRuns.AsNoTracking().SingleAsync(run => run.Id == night));
            if (run.IsOpen is null)
                return run;
            await Task.Delay(100);
        }

        throw new TimeoutException("The night did not end within a minute.");
    }
}
