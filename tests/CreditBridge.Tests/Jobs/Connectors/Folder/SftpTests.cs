using System.Text.Json.Nodes;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Tests.Support;

namespace CreditBridge.Tests.Jobs.Connectors.Folder;

/// <summary>Against a real OpenSSH server.</summary>
[TestClass]
public sealed class SftpTests
{
    private const string Header = "id,achievement_id,recipient_email,issued_on\n";

    [TestMethod]
    public async Task Test_HostKeyNotYetEntered_ShowsItAndRefusesUntilItIs()
    {
        using var server = await SshServer.StartAsync();
        await using var files = await FilesBridge.CreateAsync("Folder", Settings(server, hostKey: null));
        var refused = await Assert.ThrowsAsync<SourceException>(files.TestAsync);
        Assert.Contains(server.HostKey, refused.Message);
        Assert.AreEqual(SyncRunState.Failed, (await files.PullAsync()).State);
        await files.SetAsync(Settings(server, server.HostKey));
        server.Drop("a.csv", Header + Row(1));
        Assert.AreEqual("The folder is there, with 1 file to read.", await files.TestAsync());
    }

    [TestMethod]
    public async Task Pull_HostKeyChanged_IsRefusedBeforeAnythingIsSaid()
    {
        using var server = await SshServer.StartAsync();
        await using var files = await FilesBridge.CreateAsync("Folder", Settings(server, server.HostKey));
        server.Drop("a.csv", Header + Row(1));
        Assert.AreEqual(1, (await files.PullAsync()).New);
        await server.ChangeHostKeyAsync();
        var run = await files.PullAsync();
        Assert.AreEqual((SyncRunState.Failed, 0), (run.State, run.Read));
        Assert.Contains($"shows another host key ({server.HostKey})", run.Problems!);
    }

    [TestMethod]
    public async Task Pull_Files_AreTakenOnceAndReadAgainOnlyWhenTheyChange()
    {
        using var server = await SshServer.StartAsync();
        await using var files = await FilesBridge.CreateAsync("Folder", Settings(server, server.HostKey));
        server.Drop("a.csv", Header + string.Concat(Enumerable.Range(0, 2_500).Select(Row)));
        server.Drop("b.ndjson", """{"id":"n1","achievement_id":"x","recipient_email":"learner1@simulated.example","issued_on":"2026-05-01"}""" + "\n");
        File.CreateSymbolicLink(Path.Combine(server.Files, "c.csv"), "/etc/passwd");
        var run = await files.PullAsync();
        Assert.AreEqual((SyncRunState.Completed, 2_501, 0), (run.State, run.New, run.Quarantined), run.Problems);
        run = await files.PullAsync();
        Assert.AreEqual((SyncRunState.Completed, 0), (run.State, run.Read), "What looks as it did is not carried over again.");
        server.Drop("a.csv", Header + Row(1) + Row(9_999));
        run = await files.PullAsync();
        Assert.AreEqual((SyncRunState.Completed, 1, 1), (run.State, run.New, run.Unchanged), run.Problems);
        Assert.IsEmpty(Directory.GetFiles(Path.GetTempPath(), "tmp*.tmp").Where(path => File.GetLastWriteTimeUtc(path) > DateTime.UtcNow.AddSeconds(-1) && File.ReadAllText(path).Contains("9999", StringComparison.Ordinal)), "Nothing of it is left behind.");
    }

    [TestMethod]
    public async Task Pull_FileStillGrowing_IsLeftForTheNextRun()
    {
        using var server = await SshServer.StartAsync();
        await using var files = await FilesBridge.CreateAsync("Folder", Settings(server, server.HostKey));
        var path = Path.Combine(server.Files, "a.csv");
        await File.WriteAllTextAsync(path, Header + Row(0));
        using var stop = new CancellationTokenSource();
        var growing = Task.Run(async () =>
        {
            for (var i = 1; !stop.IsCancellationRequested; i++)
            {
                await File.AppendAllTextAsync(path, Row(i));
                await Task.Delay(20);
            }
        });
        var run = await files.PullAsync();
        await stop.CancelAsync();
        await growing;
        Assert.AreEqual((SyncRunState.Completed, 0), (run.State, run.Read), run.Problems);
        Assert.Contains("a.csv is still being written", run.Problems!);
        var rows = (await File.ReadAllLinesAsync(path)).Length - 1;
        Assert.AreEqual(rows, (await files.PullAsync()).New);
    }

    [TestMethod]
    public async Task Pull_ServerGoneOrKeyRefused_EndsResumableWithASentence()
    {
        using var server = await SshServer.StartAsync();
        using var other = await SshServer.StartAsync();
        var settings = Settings(server, server.HostKey);
        settings["privateKey"] = other.PrivateKey;
        await using var files = await FilesBridge.CreateAsync("Folder", settings);
        Assert.Contains("check the user, the password and the key", (await files.PullAsync()).Problems!);
        settings["privateKey"] = "-----BEGIN OPENSSH PRIVATE KEY-----\nnothing\n-----END OPENSSH PRIVATE KEY-----";
        await files.SetAsync(settings);
        Assert.Contains("The private key cannot be read", (await files.PullAsync()).Problems!);
        await files.SetAsync(Settings(server, server.HostKey));
        server.Stop();
        var run = await files.PullAsync();
        Assert.AreEqual(SyncRunState.Failed, run.State);
        Assert.IsNotNull(run.ResumeAt);
        Assert.Contains("could not be reached", run.Problems!);
    }

    private static string Row(int number) => $"{number},basics,learner{number % 5}@simulated.example,2026-05-01\n";

    private static JsonObject Settings(SshServer server, string? hostKey) =>
        new() { ["host"] = "127.0.0.1", ["port"] = server.Port, ["user"] = server.User, ["privateKey"] = server.PrivateKey, ["folder"] = server.Files, ["hostKey"] = hostKey };
}
