using System.Net;
using System.Net.Sockets;
using CreditBridge.Sis;
using CreditBridge.Sis.Extracts;
using CreditBridge.Sis.Files;
using CreditBridge.Sis.FlatFile;
using CreditBridge.Sis.Pesc;
using CreditBridge.Sis.Sftp;
using CreditBridge.Tests.Support;

namespace CreditBridge.Tests.Sis;

/// <summary>The file adapters' folder on a real OpenSSH server.</summary>
[TestClass]
public sealed class SftpDropTests
{
    private static DateTime Soon => DateTime.UtcNow.AddMinutes(5);

    [TestMethod]
    public async Task Post_ThenAcknowledged_IsReadBackLineByLine()
    {
        using var server = await SshServer.StartAsync();
        using var key = new KeyFile(server);
        var (one, two, three) = (Postings.Of("k1"), Postings.Of("k2", "S2"), Postings.Of("k3", "S3"));
        var adapter = Adapter(server, key);
        Assert.IsTrue((await adapter.PostAsync([one, two, three], Soon, default)).All(result => result is PostingResult.Sent));
        var batch = Directory.GetFiles(server.Files, "credit-*.csv").Single();
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(batch))), await File.ReadAllTextAsync(batch + ".manifest.json"));
        Assert.IsEmpty(Directory.GetFiles(server.Files, "*.part"));
        Assert.IsTrue((await adapter.FindAsync(one))!.IsAwaited);

        // The acknowledgement comes in parts, the later lines first, and once more.
        await AcknowledgeAsync(batch, "k3,rejected,No such term");
        Assert.AreEqual(("No such term", true), ((await adapter.FindAsync(three))!.Rejection, (await adapter.FindAsync(one))!.IsAwaited));
        await AcknowledgeAsync(batch, "k3,rejected,No such term", "k1,accepted,", "k2,accepted,");
        await AcknowledgeAsync(batch, "k3,rejected,No such term", "k1,accepted,", "k2,accepted,", "k1,accepted,");
        Assert.AreEqual((null, false), ((await adapter.FindAsync(one))!.Rejection, (await adapter.FindAsync(one))!.IsAwaited));
        Assert.AreEqual("k1 k2", string.Join(' ', (await adapter.ReadPostedAsync()).Select(entry => entry.Key).Order()));

        // Whoever comes after a restart reads it all from there.
        Assert.IsInstanceOfType<PostingResult.Sent>(await Adapter(server, key).PostAsync(one, Soon));
        Assert.HasCount(1, Directory.GetFiles(server.Files, "credit-*.csv").Where(path => !path.EndsWith(".ack.csv", StringComparison.Ordinal)).ToList());
    }

    [TestMethod]
    public async Task Find_AcknowledgementBeforeItsBatchIsRead_StillCounts()
    {
        using var server = await SshServer.StartAsync();
        using var key = new KeyFile(server);
        var adapter = Adapter(server, key);
        await File.WriteAllTextAsync(Path.Combine(server.Files, "credit-00000000-early.ack.csv"), "Key,Status,Reason\nk1,accepted,\n");
        Assert.IsNull(await adapter.FindAsync(Postings.Of("k1")), "An acknowledgement alone is no posting.");
        await adapter.PostAsync(Postings.Of("k1"), Soon);
        Assert.IsFalse((await adapter.FindAsync(Postings.Of("k1")))!.IsAwaited);
    }

    [TestMethod]
    public async Task Post_ConnectionLostInMidUpload_IsNotSentAndHalfAFileIsNoPosting()
    {
        using var server = await SshServer.StartAsync();
        using var key = new KeyFile(server);
        // Signing in and listing take some thousand bytes; the batch has far more.
        using var line = new CutLine(server.Port, most: 40_000);
        var adapter = Adapter(server, key, port: line.Port);
        var postings = Enumerable.Range(0, 500).Select(i => Postings.Of($"{i:D4}{new string('k', 60)}", $"S{i}")).ToList();
        var results = await adapter.PostAsync(postings, Soon, default);
        Assert.IsTrue(line.WasCut, "Else this says nothing.");
        Assert.IsTrue(results.All(result => result is PostingResult.NotSent), $"{results[0]}");
        Assert.IsEmpty(Directory.GetFiles(server.Files, "credit-*.csv"));
        Assert.IsNotEmpty(Directory.GetFiles(server.Files, "*.part"), "Half of it lies there.");
        var healed = Adapter(server, key);
        Assert.IsEmpty(await healed.FindAsync(postings, default));
        Assert.IsTrue((await healed.PostAsync(postings, Soon, default)).All(result => result is PostingResult.Sent));
        Assert.HasCount(501, await File.ReadAllLinesAsync(Directory.GetFiles(server.Files, "credit-*.csv").Single()));
        Assert.IsEmpty(Directory.GetFiles(server.Files, "*.csv.part"));
    }

    [TestMethod]
    public async Task Post_PastTheTimeToSend_LeavesNothing()
    {
        using var server = await SshServer.StartAsync();
        using var key = new KeyFile(server);
        Assert.IsInstanceOfType<PostingResult.NotSent>(await Adapter(server, key).PostAsync(Postings.Of("k1"), DateTime.UtcNow));
        Assert.IsEmpty(Directory.GetFiles(server.Files, "credit-*.csv*").Where(path => !path.EndsWith(".manifest.json", StringComparison.Ordinal)).ToList());
    }

    [TestMethod]
    public async Task Ask_HostKeyUnknownOrAnother_IsRefusedAndNothingLeaves()
    {
        using var server = await SshServer.StartAsync();
        using var key = new KeyFile(server);
        var unknown = (PostingResult.NotSent)await Adapter(server, key, hostKey: "").PostAsync(Postings.Of("k1"), Soon);
        Assert.Contains($"shows the host key {server.HostKey}", unknown.Reason);
        var pinned = server.HostKey;
        await server.ChangeHostKeyAsync();
        var adapter = Adapter(server, key, hostKey: pinned);
        Assert.Contains("shows another host key", ((PostingResult.NotSent)await adapter.PostAsync(Postings.Of("k1"), Soon)).Reason);
        await Assert.ThrowsAsync<SisException>(() => adapter.FindAsync(Postings.Of("k1")), "Whether it is there is not known: that is no 'not found'.");
        Assert.IsEmpty(Directory.GetFiles(server.Files));
    }

    [TestMethod]
    public async Task Post_ServerBackAgain_GoesOn()
    {
        using var server = await SshServer.StartAsync();
        using var key = new KeyFile(server);
        var adapter = Adapter(server, key);
        await adapter.PostAsync(Postings.Of("k1"), Soon);
        await server.ChangeHostKeyAsync();
        Assert.IsInstanceOfType<PostingResult.NotSent>(await adapter.PostAsync(Postings.Of("k2", "S2"), Soon), "The old connection is gone, and the new server is another one.");
    }

    [TestMethod]
    public async Task Post_Transcripts_GoTheSameWay()
    {
        using var server = await SshServer.StartAsync();
        using var key = new KeyFile(server);
        PescAdapter Pesc() => new(new() { Folder = Address(server.Port, server), Sftp = key.Options(server.HostKey), Source = new() { Name = "Here" }, Destination = new() { Name = "Here" } }, TimeProvider.System);
        CreditPosting[] postings = [Postings.Of("k1"), Postings.Of("k2", "S2")];
        Assert.IsTrue((await Pesc().PostAsync(postings, Soon, default)).All(result => result is PostingResult.Posted));
        Assert.HasCount(2, Directory.GetFiles(server.Files, "*.xml"));
        Assert.IsTrue((await Pesc().PostAsync(postings, Soon, default)).All(result => result is PostingResult.AlreadyPosted));
    }

    [TestMethod]
    public async Task Read_ExtractsOnAServer_AreTheSame()
    {
        using var server = await SshServer.StartAsync();
        using var key = new KeyFile(server);
        await File.WriteAllTextAsync(Path.Combine(server.Files, "courses.csv"), "subject,number\nMATH,1431\n");
        var reader = new ExtractReader(new() { Folder = Address(server.Port, server), Sftp = key.Options(server.HostKey), RestSeconds = 0 });
        var table = (await reader.ReadAsync([], default).ToListAsync()).Single();
        Assert.AreEqual(("courses", "subject,number\nMATH,1431\n"), (table.Kind, System.Text.Encoding.UTF8.GetString(table.Content)));
        await File.WriteAllTextAsync(Path.Combine(server.Files, "terms.csv.filepart"), "code");
        await Assert.ThrowsAsync<UnfinishedTableException>(async () => await reader.ReadAsync([], default).ToListAsync());
    }

    [TestMethod]
    [DataRow("sftp://host/path", "must be a folder of this machine, or sftp://user@host:port/path")]
    [DataRow("sftp://user:word@host/path", "must be a folder of this machine, or sftp://user@host:port/path")]
    [DataRow("sftp://user@host/path", "has neither KeyFile nor Password")]
    public void Check_SettingsThatCannotWork_SayWhichToMend(string folder, string says) =>
        Assert.Contains(says, Assert.ThrowsExactly<InvalidOperationException>(() => new FlatFileOptions { Folder = folder }.Check()).Message);

    private static Task AcknowledgeAsync(string batch, params string[] lines) => File.WriteAllLinesAsync(batch[..^4] + ".ack.csv", ["Key,Status,Reason", .. lines]);

    private static string Address(int port, SshServer server) => $"sftp://{server.User}@127.0.0.1:{port}{server.Files}";

    private static FlatFileAdapter Adapter(SshServer server, KeyFile key, int? port = null, string? hostKey = null) =>
        new(new FlatFileOptions { Folder = Address(port ?? server.Port, server), Acknowledgement = Acknowledgement.File, Sftp = key.Options(hostKey ?? server.HostKey) }, TimeProvider.System);

    private sealed class KeyFile : IDisposable
    {
        private readonly string _path = Path.GetTempFileName();

        public KeyFile(SshServer server) => File.WriteAllText(_path, server.PrivateKey);

        public SftpOptions Options(string hostKey) => new() { KeyFile = _path, HostKey = hostKey };

        public void Dispose() => File.Delete(_path);
    }

    /// <summary>Passes so many bytes on to the server, then cuts the connection.</summary>
    private sealed class CutLine : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public CutLine(int to, int most)
        {
            _listener.Start();
            _ = PassAsync(to, most);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public bool WasCut { get; private set; }

        public void Dispose() => _listener.Dispose();

        private async Task PassAsync(int to, int most)
        {
            try
            {
                using var from = await _listener.AcceptTcpClientAsync();
                using var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, to);
                _ = server.GetStream().CopyToAsync(from.GetStream());
                var buffer = new byte[4096];
                for (int read; (read = await from.GetStream().ReadAsync(buffer)) > 0 && most > 0; most -= read)
                    await server.GetStream().WriteAsync(buffer.AsMemory(0, read));
                WasCut = most <= 0;
            }
            catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
            {
                // The other end went first.
            }
        }
    }
}
