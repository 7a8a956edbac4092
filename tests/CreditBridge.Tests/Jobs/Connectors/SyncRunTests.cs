using System.Collections.Concurrent;
using System.Text;
using CreditBridge.Core;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Jobs.Hosting;
using CreditBridge.Simulators;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Tests.Jobs.Connectors;

[TestClass]
public sealed class SyncRunTests
{
    public static IEnumerable<object[]> Names => ConnectorCase.Names;

    [TestMethod]
    public void CanMove_EveryPair_IsAsTheDesignSays() => StateMachine.IsExactly(
        [
            (SyncRunState.Requested, SyncRunState.Running), (SyncRunState.Requested, SyncRunState.Cancelled),
            (SyncRunState.Running, SyncRunState.Completed), (SyncRunState.Running, SyncRunState.Failed), (SyncRunState.Running, SyncRunState.Waiting), (SyncRunState.Running, SyncRunState.Cancelled),
            (SyncRunState.Waiting, SyncRunState.Running), (SyncRunState.Waiting, SyncRunState.Requested), (SyncRunState.Waiting, SyncRunState.Cancelled),
            (SyncRunState.Failed, SyncRunState.Requested), (SyncRunState.Cancelled, SyncRunState.Requested),
        ],
        SyncRun.CanMove);

    [TestMethod]
    [DatabaseData]
    public async Task Ask_EightAtOnce_IsOneRun(DatabaseProvider provider)
    {
        await using var connected = await ConnectedBridge.CreateAsync("Credly", 5, provider);
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => connected.AskAsync())));
        Assert.HasCount(1, runs.Distinct());
        Assert.AreEqual(1, await connected.Bridge.DbAsync(db => db.SyncRuns.CountAsync()));
        // And two workers on it do it once.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => connected.WorkAsync(runs[0]))));
        var run = await connected.RunAsync(runs[0]);
        Assert.AreEqual((SyncRunState.Completed, 5, 5), (run.State, run.Read, run.New));
    }

    [TestMethod]
    public async Task Cancel_WhileItReads_EndsAfterItsPageAndCanBeResumed()
    {
        await using var connected = await ConnectedBridge.CreateAsync("Accredible", 6_000, pageSize: 100);
        var (held, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        connected.Source.Gate = call =>
        {
            held.TrySetResult();
            return call < 25 ? Task.CompletedTask : stopped.Task;
        };
        var id = await connected.AskAsync();
        var work = Task.Run(() => connected.WorkAsync(id));
        await held.Task;
        await connected.Bridge.InScopeAsync<SyncRequests>(requests => requests.CancelAsync(id, TestBridge.Registrar, CancellationToken.None));
        stopped.SetResult();
        var run = await work;
        Assert.AreEqual(SyncRunState.Cancelled, run.State);
        Assert.IsLessThan(6_000, run.Read);
        await connected.Bridge.InScopeAsync<SyncRequests>(requests => requests.ResumeAsync(id, TestBridge.Registrar, CancellationToken.None));
        run = await connected.WorkAsync(id);
        Assert.AreEqual((SyncRunState.Completed, 6_000, 6_000), (run.State, run.Read, run.New), run.Problems);
        CollectionAssert.AreEqual(
            new[] { "Sync requested", "Sync stopped", "Sync resumed" },
            await connected.Bridge.DbAsync(db => db.AuditEntries.Where(entry => entry.SubjectType == nameof(SyncRun)).OrderBy(entry => entry.At).ThenBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync()));
    }

    /// <summary>A run that its source has put off is worked on by nobody before its time, whoever asks.</summary>
    [TestMethod]
    public async Task Wait_AskedAgainBeforeItsTime_CallsNobody()
    {
        await using var connected = await ConnectedBridge.CreateAsync("Credly", 5);
        connected.Source.Fault(FaultNames.RateLimit, "3600", times: 1);
        var run = await connected.PullAsync();
        Assert.AreEqual(SyncRunState.Waiting, run.State);
        var calls = connected.Source.Calls.Count;
        Assert.AreEqual(run.Id, await connected.AskAsync());
        await connected.WorkAsync(run.Id);
        Assert.HasCount(calls, connected.Source.Calls);
        connected.Bridge.Time.Advance(TimeSpan.FromHours(1.1));
        CollectionAssert.AreEqual(new[] { run.Id }, await connected.Bridge.InScopeAsync<SyncRequests, List<Guid>>(requests => requests.DueAsync(CancellationToken.None)));
        Assert.AreEqual((SyncRunState.Completed, 5), ((await connected.WorkAsync(run.Id)).State, (await connected.RunAsync(run.Id)).New));
    }

    /// <summary>A full pull that was stopped goes on where it stood, else a source with a budget would never be read to its end.</summary>
    [TestMethod]
    public async Task Resume_OfAFullPull_GoesOnWhereItStood()
    {
        await using var connected = await ConnectedBridge.CreateAsync("Credly", 4_000);
        await connected.PullAsync();
        connected.Bridge.Time.Advance(TimeSpan.FromHours(1));
        connected.Source.ForgetCalls();
        var id = await connected.AskAsync(isFull: true);
        connected.Bridge.Time.Advance(TimeSpan.FromSeconds(1));
        connected.Source.Gate = call => call == 60 ? Task.Run(() => connected.Source.Fault(FaultNames.RateLimit, "3600", times: 1)) : Task.CompletedTask;
        Assert.AreEqual(SyncRunState.Waiting, (await connected.WorkAsync(id)).State);
        connected.Bridge.Time.Advance(TimeSpan.FromHours(2));
        var run = await connected.WorkAsync(id);
        Assert.AreEqual((SyncRunState.Completed, 4_000), (run.State, run.Read), run.Problems);
        Assert.AreEqual(81, connected.Source.Calls.Count, "80 pages, and the one that was refused.");
    }

    /// <summary>Half an emoji in one name, or lists without end: that record is set aside, the others are taken (reliability.md, 8).</summary>
    [TestMethod]
    [DataRow(FaultNames.HalfCharacter, "encoding")]
    [DataRow(FaultNames.Deep, "record-deep")]
    public async Task Pull_RecordThatCannotBeRead_SetsThatRecordAside(string fault, string reason)
    {
        await using var connected = await ConnectedBridge.CreateAsync("Credly", 20);
        connected.Source.Fault(fault, times: 1);
        var run = await connected.PullAsync();
        Assert.AreEqual((SyncRunState.Completed, 19, 1), (run.State, run.New, run.Quarantined), run.Problems);
        Assert.AreEqual(reason, await connected.Bridge.DbAsync(db => db.QuarantinedRecords.Select(record => record.Reason).SingleAsync()));
    }

    /// <summary>What comes well later asks nobody any more; and it asks anew when it is as it was.</summary>
    [TestMethod]
    [DatabaseData]
    public async Task Pull_RecordThatComesWellLater_LeavesTheQuarantine(DatabaseProvider provider)
    {
        await using var connected = await ConnectedBridge.CreateAsync("Credly", 20, provider);
        connected.Source.Fault(FaultNames.Poison, times: 1);
        Assert.AreEqual((19, 1), await connected.PullAsync() is var first ? (first.New, first.Quarantined) : default);
        Assert.AreEqual((QuarantineState.Waiting, null), await StateAsync(connected));
        connected.Source.Heal();
        connected.Bridge.Time.Advance(TimeSpan.FromDays(1));
        Assert.AreEqual((1, 0), await connected.PullAsync(isFull: true) is var well ? (well.New, well.Quarantined) : default);
        Assert.AreEqual((QuarantineState.Replayed, "It came well later"), await StateAsync(connected));
        Assert.IsTrue(await connected.Bridge.DbAsync(db => db.AuditEntries.AnyAsync(entry => entry.Why == "It came well later")));
        connected.Source.Fault(FaultNames.Poison, times: 1);
        connected.Bridge.Time.Advance(TimeSpan.FromDays(1));
        await connected.PullAsync(isFull: true);
        Assert.AreEqual((QuarantineState.Waiting, null), await StateAsync(connected));

        static Task<(QuarantineState, string?)> StateAsync(ConnectedBridge connected) =>
            connected.Bridge.DbAsync(async db => await db.QuarantinedRecords.SingleAsync() is var record ? (record.State, record.ClosedWhy) : default);
    }

    /// <summary>One run for all that are replayed together, and none for who comes second.</summary>
    [TestMethod]
    public async Task Replay_Several_IsOneRunAndASecondTimeNone()
    {
        await using var connected = await ConnectedBridge.CreateAsync("Credly", 120);
        connected.Source.Fault(FaultNames.Poison, times: 3);
        await connected.PullAsync();
        // As if the connector had been mended.
        await connected.Bridge.DbAsync(db => db.QuarantinedRecords.ExecuteUpdateAsync(set => set.SetProperty(record => record.Payload, record => record.Payload.Replace("\"issued_at\":null", "\"issued_at\":\"2026-05-01T10:00:00Z\""))));
        var waiting = await connected.Bridge.DbAsync(db => db.QuarantinedRecords.Select(record => record.Id).ToListAsync());
        Assert.HasCount(3, waiting);
        var (taken, why) = await ReplayAsync();
        Assert.AreEqual((3, 0), (taken, why.Count), string.Join(' ', why));
        var run = await connected.Bridge.DbAsync(db => db.SyncRuns.SingleAsync(run => run.RequestedBy == TestBridge.Registrar.Name && run.New == 3));
        Assert.AreEqual(SyncRunState.Completed, run.State);
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(ReplayAsync);
        Assert.AreEqual(2, await connected.Bridge.DbAsync(db => db.SyncRuns.CountAsync()), "The pull, and one replay.");

        Task<(int Taken, IReadOnlyCollection<string> Why)> ReplayAsync() =>
            connected.Bridge.InScopeAsync<QuarantineHandling, (int, IReadOnlyCollection<string>)>(handling => handling.ReplayAsync(waiting, TestBridge.Registrar, CancellationToken.None));
    }

    /// <summary>What was refused is there all the same, and an empty list is rather a fault of the source than the end of everything.</summary>
    [TestMethod]
    public async Task Sweep_RefusedOrEmpty_FlagsNobody()
    {
        await using var connected = await ConnectedBridge.CreateAsync("Credly", 40);
        await connected.PullAsync();
        connected.Bridge.Time.Advance(TimeSpan.FromDays(1));
        connected.Source.Fault(FaultNames.Poison, times: 1);
        var run = await connected.PullAsync(isFull: true);
        Assert.AreEqual((SyncRunState.Completed, 1, 0), (run.State, run.Quarantined, run.Missing), run.Problems);
        connected.Source.Heal();
        foreach (var record in connected.Source.Records)
            connected.Source.Remove(record.Id);
        connected.Bridge.Time.Advance(TimeSpan.FromDays(1));
        run = await connected.PullAsync(isFull: true);
        Assert.AreEqual((SyncRunState.Completed, 0, 0), (run.State, run.Read, run.Missing), run.Problems);
        Assert.Contains("40 of 40 credentials are not on it", run.Problems!);
        Assert.IsTrue((await connected.CredentialsAsync()).TrueForAll(credential => credential.Status == CredentialStatus.Active));
    }

    /// <summary>A source that goes in a circle is given up after eight tries in a row, not asked each minute for ever.</summary>
    [TestMethod]
    public async Task Pull_InACircle_IsTriedEightTimes()
    {
        await using var connected = await ConnectedBridge.CreateAsync("Credly", 120);
        connected.Source.Fault(FaultNames.RepeatCursor);
        var run = await connected.PullAsync();
        for (var tries = 0; tries < 12 && run.ResumeAt is not null; tries++)
        {
            connected.Bridge.Time.Advance(TimeSpan.FromHours(2));
            foreach (var due in await connected.Bridge.InScopeAsync<SyncRequests, List<Guid>>(requests => requests.DueAsync(CancellationToken.None)))
                await connected.WorkAsync(due);
            run = await connected.RunAsync(run.Id);
        }

        Assert.AreEqual((SyncRunState.Failed, null), (run.State, run.ResumeAt));
        Assert.IsInRange(8, 10, run.Attempts);
    }

    /// <summary>The canary: a partner's secret stands in no log, no sentence, and in no file or row in clear, whatever goes wrong.</summary>
    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Secret_WhateverGoesWrong_IsNowhereInClear(string connector)
    {
        var canary = "canary-4f1c9-of-the-partner";
        var log = new KeepingLog();
        await using var connected = await ConnectedBridge.CreateAsync(connector, 40, configure: services => services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)));
        connected.Source.Secret = canary;
        await connected.SetAsync(_ => { });
        var said = new List<string?> { (await connected.PullAsync()).Problems };
        foreach (var fault in new[] { FaultNames.Unavailable, FaultNames.Truncated, FaultNames.LoginPage, FaultNames.TokenFails })
        {
            connected.Source.Fault(fault);
            connected.Source.ForgetTokens();
            said.Add((await connected.PullAsync()).Problems);
            said.Add(await TestAsync(connected));
            connected.Source.Heal();
        }

        connected.Source.Secret = "something else";
        connected.Source.ForgetTokens();
        said.Add((await connected.PullAsync()).Problems);
        said.Add(await TestAsync(connected));
        Assert.IsNotEmpty(log.Lines, "Nothing was logged: the test would see nothing.");
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{canary}:"))[..24];
        foreach (var text in said.Concat(log.Lines))
            Assert.IsFalse(text?.Contains(canary, StringComparison.Ordinal) == true || text?.Contains(encoded, StringComparison.Ordinal) == true, text);
        foreach (var file in Directory.EnumerateFiles(connected.Bridge.Data.Path, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            Assert.IsLessThan(0, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)), $"It stands in {Path.GetFileName(file)}.");
        }
    }

    /// <summary>What is wrong with a partner's settings is said when the worker starts, not in the night.</summary>
    [TestMethod]
    public async Task Start_PartnerWithoutItsOrganization_SaysWhatIsMissing()
    {
        var log = new KeepingLog();
        await using var connected = await ConnectedBridge.CreateAsync("Credly", 5, configure: services => services.AddLogging(logging => logging.AddProvider(log)));
        await connected.SetAsync(settings => settings["organization"] = "");
        using var check = ActivatorUtilities.CreateInstance<SettingsCheck>(connected.Bridge.Services);
        await check.StartAsync(CancellationToken.None);
        await check.ExecuteTask!;
        Assert.IsTrue(log.Lines.Any(line => line.Contains("Partner partner cannot be pulled: The settings of The partner are not right: Write the organization's id.", StringComparison.Ordinal)), string.Join('\n', log.Lines));
    }

    private static async Task<string> TestAsync(ConnectedBridge connected)
    {
        try
        {
            return await connected.TestAsync();
        }
        catch (SourceException problem)
        {
            return problem.ToString();
        }
    }

    private sealed class KeepingLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
