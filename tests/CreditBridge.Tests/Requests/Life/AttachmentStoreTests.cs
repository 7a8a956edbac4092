using System.Text;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Support;

namespace CreditBridge.Tests.Requests.Life;

[TestClass]
public sealed class AttachmentStoreTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [TestMethod]
    [DataRow("syllabus.pdf", "%PDF-1.7\nx", "application/pdf", "syllabus.pdf")]
    [DataRow("notes.txt", "What I learned: ünï © 한국", "text/plain", "notes.txt")]
    [DataRow("notes.exe", "plain words", "text/plain", "notes.exe.txt")]
    [DataRow("../../etc/passwd", "plain words", "text/plain", "passwd.txt")]
    [DataRow("C:\\Users\\ada\\a.txt", "plain words", "text/plain", "a.txt")]
    [DataRow("evil\u202Etxt.exe", "plain words", "text/plain", "eviltxt.exe.txt")]
    [DataRow("", "plain words", "text/plain", "file.txt")]
    public async Task Save_KnownKind_IsStoredUnderARandomName(string name, string content, string mediaType, string shown)
    {
        await using var bridge = await TestBridge.CreateAsync();
        var store = Store(bridge);
        var stored = await store.SaveAsync(name, Content(content), CancellationToken.None);
        Assert.AreEqual((mediaType, shown), (stored.MediaType, stored.Name));
        Assert.MatchesRegex("^[0-9a-f]{32}$", stored.StoredAs);
        Assert.AreEqual(content, await File.ReadAllTextAsync(Path.Combine(bridge.Data.Attachments, stored.StoredAs)));
        if (!OperatingSystem.IsWindows())
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(bridge.Data.Attachments, stored.StoredAs)));
    }

    [TestMethod]
    public async Task Save_PictureByItsBytes_IsTaken()
    {
        await using var bridge = await TestBridge.CreateAsync();
        Assert.AreEqual("image/png", (await Store(bridge).SaveAsync("x.png", new MemoryStream(Png), CancellationToken.None)).MediaType);
        Assert.AreEqual("image/jpeg", (await Store(bridge).SaveAsync("x.jpg", new MemoryStream([0xFF, 0xD8, 0xFF, 0xE0, 1]), CancellationToken.None)).MediaType);
    }

    [TestMethod]
    [DataRow("program.png", "MZ\u0090\0\u0003")]
    [DataRow("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [DataRow("drawing.png", " \n<?xml version='1.0'?><svg/>")]
    [DataRow("page.txt", "\uFEFF<!doctype html><script>alert(1)</script>")]
    [DataRow("archive.pdf", "PK\u0003\u0004")]
    [DataRow("null.txt", "abc\0def")]
    public async Task Save_WrongKindWhateverItsName_IsRefusedAndNothingLies(string name, string content)
    {
        await using var bridge = await TestBridge.CreateAsync();
        Assert.Contains("no PDF, PNG, JPEG or plain text", (await Assert.ThrowsExactlyAsync<FormatException>(() => Store(bridge).SaveAsync(name, Content(content), CancellationToken.None))).Message);
        Assert.IsFalse(Directory.Exists(bridge.Data.Attachments));
    }

    [TestMethod]
    public async Task Save_OneByteTooMuch_IsRefusedWithTheLimit()
    {
        await using var bridge = await TestBridge.CreateAsync();
        Assert.Contains("10 MB", (await Assert.ThrowsExactlyAsync<FormatException>(() => Store(bridge).SaveAsync("a.txt", new MemoryStream(Filled(AttachmentStore.MostBytes + 1)), CancellationToken.None))).Message);
        Assert.AreEqual(AttachmentStore.MostBytes, (await Store(bridge).SaveAsync("a.txt", new MemoryStream(Filled(AttachmentStore.MostBytes)), CancellationToken.None)).Bytes);
    }

    [TestMethod]
    public async Task Sweep_RemovesOrphansOfYesterdayOnly()
    {
        await using var bridge = await TestBridge.CreateAsync();
        var store = Store(bridge);
        var (old, fresh) = (await store.SaveAsync("old.txt", Content("old"), CancellationToken.None), await store.SaveAsync("new.txt", Content("new"), CancellationToken.None));
        File.SetLastWriteTimeUtc(Path.Combine(bridge.Data.Attachments, old.StoredAs), bridge.Time.GetUtcNow().UtcDateTime.AddDays(-2));
        File.SetLastWriteTimeUtc(Path.Combine(bridge.Data.Attachments, fresh.StoredAs), bridge.Time.GetUtcNow().UtcDateTime);
        Assert.AreEqual(1, await bridge.DbAsync(db => store.SweepAsync(db, CancellationToken.None)));
        Assert.AreEqual(fresh.StoredAs, Path.GetFileName(Directory.GetFiles(bridge.Data.Attachments).Single()));
    }

    private static AttachmentStore Store(TestBridge bridge) => new(bridge.Data.Attachments, bridge.Time);

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text));

    private static byte[] Filled(int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)'a');
        return bytes;
    }
}
