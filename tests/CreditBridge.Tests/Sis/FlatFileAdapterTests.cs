using CreditBridge.Sis;
using CreditBridge.Sis.Files;
using CreditBridge.Sis.FlatFile;
using Microsoft.Extensions.Time.Testing;

namespace CreditBridge.Tests.Sis;

[TestClass]
public sealed class FlatFileAdapterTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("creditbridge-outbox-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    private DateTime Later => _time.GetUtcNow().UtcDateTime.AddSeconds(10);

    [TestCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task Post_NewKeys_PutsOneWholeBatchWithItsManifest()
    {
        var results = await Adapter().PostAsync([Posting("k1", title: "CIS, \"advanced\""), Posting("k2")], Later, default);
        Assert.IsTrue(results.All(result => result is PostingResult.Posted));
        var batch = Directory.GetFiles(_folder, "*.csv").Single();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(batch)));
        var manifest = File.ReadAllText(batch + ".manifest.json");
        Assert.Contains(hash, manifest);
        Assert.Contains("\"rows\":2", manifest);
        Assert.IsEmpty(Directory.GetFiles(_folder, "*.part"));
    }

    [TestMethod]
    public async Task Post_AKeyThatIsThere_IsNotWrittenAgain()
    {
        await Adapter().PostAsync([Posting("k1")], Later, default);
        var results = await Adapter().PostAsync([Posting("k1"), Posting("k2")], Later, default);
        Assert.IsInstanceOfType<PostingResult.AlreadyPosted>(results[0]);
        Assert.IsInstanceOfType<PostingResult.Posted>(results[1]);
        var rows = Directory.GetFiles(_folder, "*.csv").SelectMany(file => File.ReadLines(file).Skip(1)).ToList();
        Assert.AreEqual(1, rows.Count(row => row.StartsWith("k1,", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Post_PastTheTimeToSend_LeavesNothing()
    {
        var results = await Adapter().PostAsync([Posting("k1")], _time.GetUtcNow().UtcDateTime, default);
        Assert.IsInstanceOfType<PostingResult.NotSent>(results.Single());
        Assert.IsEmpty(Directory.GetFiles(_folder, "*.csv"));
    }

    [TestMethod]
    public async Task Find_BatchMovedToASubfolder_IsStillFound()
    {
        await Adapter().PostAsync([Posting("k1")], Later, default);
        var batch = Directory.GetFiles(_folder, "*.csv").Single();
        Directory.CreateDirectory(Path.Combine(_folder, "done"));
        File.Move(batch, Path.Combine(_folder, "done", Path.GetFileName(batch)));
        var found = await Adapter().FindAsync([Posting("k1"), Posting("k2")], default);
        Assert.AreEqual(("k1", 3m), (found.Single().Key, found.Single().Value.Credits));
    }

    [TestMethod]
    public async Task Find_WithAcknowledgements_AnswersOnlyWhatIsAcknowledged()
    {
        var adapter = Adapter(Acknowledgement.File);
        Assert.IsTrue((await adapter.PostAsync([Posting("k1"), Posting("k2"), Posting("k3")], Later, default)).All(result => result is PostingResult.Sent));
        var batch = Directory.GetFiles(_folder, "*.csv").Single();
        File.WriteAllText(batch[..^4] + ".ack.csv", "Key,Status,Reason\nk1,accepted,\nk2,rejected,No such term\n");
        var found = await Adapter(Acknowledgement.File).FindAsync([Posting("k1"), Posting("k2"), Posting("k3")], default);
        Assert.IsNull(found["k1"].Rejection);
        Assert.AreEqual("No such term", found["k2"].Rejection);
        Assert.IsTrue(found["k3"].IsAwaited, "What lies in the folder is there, answered or not: it must never be sent again.");
    }

    [TestMethod]
    public async Task ReadPosted_OneTakenBack_GivesTheOther()
    {
        await Adapter().PostAsync([Posting("k1"), Posting("k2")], Later, default);
        await Adapter().PostAsync([Posting("k3") with { Reverses = new("k1", "r") }], Later, default);
        Assert.AreEqual("k2", (await Adapter().ReadPostedAsync()).Single().Key);
    }

    private FlatFileAdapter Adapter(Acknowledgement acknowledgement = Acknowledgement.None) => new(new FlatFileOptions { Folder = _folder, Acknowledgement = acknowledgement }, _time);

    private static CreditPosting Posting(string key, string title = "Acme basics") =>
        new(key, "S1", "2026FA", "Course", "MATH 1431", null, "Lower", 3, "TR", "Exam", "acme", title, new DateOnly(2026, 11, 24));
}
