using System.Text;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Night;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Jobs.Connectors;

/// <summary>Bad input: each gets one clear sentence with file and line, the good rows go on, nothing taken is lost.</summary>
[TestClass]
public sealed class FolderConnectorTests
{
    [TestMethod]
    public async Task Pull_MissingColumn_SaysWhichAndTakesTheOtherFiles()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "bad.csv", "id,achievement_id,recipient_email\n1,basics,ada@example.edu\n");
        bridge.Drop(Acme, "good.csv", Csv(Row("2", Ada)));
        var night = await bridge.NightAsync();
        Assert.AreEqual(1, night.Sum(run => run.New));
        StringAssert.StartsWith(night.Problems.Single(), "acme: bad.csv:1 has no column 'issued_on'");
        Assert.AreEqual(NightState.Completed, night.State);
        // It is not forgotten: mended, it is taken.
        bridge.Drop(Acme, "bad.csv", Csv(Row("1", Ada)));
        Assert.AreEqual(1, (await bridge.NightAsync()).Sum(run => run.New));
    }

    [TestMethod]
    [DataRow("2026-13-01", "issued_on '2026-13-01' is not a date like 2026-11-24.")]
    [DataRow("01/05/2026", "issued_on '01/05/2026' is not a date like 2026-11-24.")]
    [DataRow("2031-01-01", "issued_on 2031-01-01 is in the future.")]
    [DataRow("", "issued_on is empty.")]
    public async Task Pull_WrongDate_QuarantinesTheRowAndGoesOn(string date, string sentence)
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, issued: date), Row("2", Ada)));
        var night = await bridge.NightAsync();
        Assert.AreEqual(1, night.Sum(run => run.New));
        var record = await QuarantinedAsync(bridge);
        Assert.AreEqual("a.csv:2", record.Location);
        Assert.AreEqual(sentence, record.Sentence);
        Assert.AreEqual(Row("1", Ada, issued: date), record.Payload);
    }

    [TestMethod]
    public async Task Pull_RowWithTooManyColumns_QuarantinesTheRow()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.csv", Csv("1" + new string(',', 4999), Row("2", Ada)));
        Assert.AreEqual(1, (await bridge.NightAsync()).Sum(run => run.New));
        Assert.AreEqual("The row has 5000 columns, the header has 12.", (await QuarantinedAsync(bridge)).Sentence);
    }

    [TestMethod]
    public async Task Pull_HeaderOfFiveThousandColumns_SaysSo()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "wide.csv", string.Join(',', Enumerable.Range(0, 5000).Select(i => $"c{i}")) + "\n1\n");
        Assert.AreEqual("acme: wide.csv:1 has 5000 columns; at most 500 are read.", (await bridge.NightAsync()).Problems.Single());
    }

    [TestMethod]
    [DataRow("a.csv", "line-long")]
    [DataRow("a.ndjson", "line-long")]
    public async Task Pull_LineOf200Megabytes_IsSetAsideInBoundedMemory(string name, string reason)
    {
        await using var bridge = await BridgeAsync();
        var path = Path.Combine(bridge.PartnerFolder(Acme), name);
        await using (var file = File.Create(path))
        {
            var isCsv = name.EndsWith(".csv", StringComparison.Ordinal);
            file.Write(Encoding.UTF8.GetBytes(isCsv ? Csv(Row("1", Ada)) : Json("1") + "\n"));
            var chunk = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
            for (var i = 0; i < 200; i++)
                file.Write(chunk);
            file.Write(Encoding.UTF8.GetBytes("\n" + (isCsv ? Row("2", Ada) : Json("2")) + "\n"));
        }

        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));
        var before = GC.GetTotalAllocatedBytes();
        var night = await bridge.NightAsync();
        Assert.AreEqual(2, night.Sum(run => run.New));
        var record = await QuarantinedAsync(bridge);
        Assert.AreEqual(reason, record.Reason);
        Assert.AreEqual(name.EndsWith(".csv", StringComparison.Ordinal) ? "a.csv:3" : "a.ndjson:2", record.Location);
        Assert.Contains("209715200 bytes", record.Sentence);
        Assert.IsLessThan(150L << 20, GC.GetTotalAllocatedBytes() - before, "The line must not be held in memory.");
    }

    [TestMethod]
    public async Task Pull_QuoteThatIsNeverClosed_CostsOneLineNotTheFile()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada), "2,\"basics,Acme,ada@example.edu,,2026-05-01,,active,,,,", Row("3", Ada), Row("4", Ada)));
        var night = await bridge.NightAsync();
        Assert.AreEqual(3, night.Sum(run => run.New));
        Assert.AreEqual("a.csv:3", (await QuarantinedAsync(bridge)).Location);
    }

    [TestMethod]
    public async Task Pull_QuotedLineBreak_IsOneRecord()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada).Replace("Acme basics", "\"Acme\nbasics\"", StringComparison.Ordinal), Row("2", Ada, issued: "x")));
        Assert.AreEqual(1, (await bridge.NightAsync()).Sum(run => run.New));
        Assert.AreEqual("a.csv:4", (await QuarantinedAsync(bridge)).Location);
    }

    [TestMethod]
    public async Task Pull_Utf16WithMark_IsRead()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Csv(Row("1", Ada)))]);
        Assert.AreEqual(1, (await bridge.NightAsync()).Sum(run => run.New));
    }

    [TestMethod]
    public async Task Pull_Utf16WithoutMark_SaysHowToSaveIt()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.csv", Encoding.Unicode.GetBytes(Csv(Row("1", Ada))));
        Assert.AreEqual("acme: a.csv looks like UTF-16 without a byte order mark: save it as UTF-8.", (await bridge.NightAsync()).Problems.Single());
    }

    [TestMethod]
    public async Task Pull_BytesThatAreNoUtf8_QuarantinesTheRow()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.csv", Encoding.Latin1.GetBytes(Csv(Row("1", Ada).Replace("Acme", "Académie", StringComparison.Ordinal), Row("2", Ada))));
        Assert.AreEqual(1, (await bridge.NightAsync()).Sum(run => run.New));
        Assert.AreEqual("encoding", (await QuarantinedAsync(bridge)).Reason);
    }

    [TestMethod]
    public async Task Pull_FileStillGrowing_IsLeftForTheNextRun()
    {
        await using var bridge = await BridgeAsync();
        var path = Path.Combine(bridge.PartnerFolder(Acme), "a.csv");
        File.WriteAllText(path, Csv(Row("1", Ada)));
        using var stop = new CancellationTokenSource();
        var growing = Task.Run(async () =>
        {
            for (var i = 2; !stop.IsCancellationRequested; i++)
            {
                File.AppendAllText(path, Row($"{i}", Ada) + "\n");
                await Task.Delay(5);
            }
        });
        var night = await bridge.NightAsync();
        await stop.CancelAsync();
        await growing;
        Assert.Contains("a.csv", night.Problems.Single());
        Assert.AreEqual(NightState.Completed, night.State);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-1));
        var rows = File.ReadLines(path).Count() - 1;
        await bridge.NightAsync();
        Assert.AreEqual(rows, await bridge.DbAsync(db => db.Credentials.CountAsync()));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.QuarantinedRecords.CountAsync()));
    }

    [TestMethod]
    public async Task Pull_FolderThatIsNotThere_EndsFailedAndResumable()
    {
        await using var bridge = await BridgeAsync();
        Directory.Delete(bridge.PartnerFolder(Acme));
        var night = await bridge.NightAsync();
        Assert.AreEqual(NightState.Failed, night.State);
        StringAssert.EndsWith(night.Problems.Single(), "does not exist.");
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        night = await bridge.NightAsync();
        Assert.AreEqual(NightState.Completed, night.State);
        Assert.AreEqual(1, night.Sum(run => run.New));
    }

    [TestMethod]
    public async Task Pull_ManifestOfAnotherFile_LeavesItUntilItIsSentAgain()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        bridge.Drop(Acme, "manifest.json", """{"files":[{"name":"a.csv","rows":1,"sha256":"00"}]}""");
        File.SetLastWriteTimeUtc(Path.Combine(bridge.PartnerFolder(Acme), "manifest.json"), DateTime.UtcNow);
        var night = await bridge.NightAsync();
        Assert.AreEqual(0, night.Read);
        StringAssert.StartsWith(night.Problems.Single(), "acme: a.csv is not the file that manifest.json describes");
    }

    [TestMethod]
    public async Task Pull_BadJsonLines_QuarantinesEachWithItsReason()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.ndjson", Json("1") + "\nnot json\n[1]\n" + """{"id":"2","achievement_id":"basics","issued_on":{"y":1},"recipient_email":"ada@example.edu"}""" + "\n" + Json("3") + "\n");
        var night = await bridge.NightAsync();
        Assert.AreEqual(2, night.Sum(run => run.New));
        var reasons = await bridge.DbAsync(db => db.QuarantinedRecords.OrderBy(record => record.Location).Select(record => $"{record.Location} {record.Reason}").ToListAsync());
        CollectionAssert.AreEqual(new[] { "a.ndjson:2 json", "a.ndjson:3 json", "a.ndjson:4 issued_on-kind" }, reasons);
    }

    [TestMethod]
    public async Task Pull_AnUnknownStatusOrScaleLess_IsRefusedNotGuessed()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, status: "maybe"), Row("2", Ada).Replace("percent", "", StringComparison.Ordinal)));
        await bridge.NightAsync();
        var reasons = await bridge.DbAsync(db => db.QuarantinedRecords.OrderBy(record => record.Location).Select(record => record.Reason).ToListAsync());
        CollectionAssert.AreEqual(new[] { "status", "scale-missing" }, reasons);
    }

    [TestMethod]
    [DataRow("a.ndjson", "{\"id\":\"\\ud800\",\"achievement_id\":\"basics\"}")]
    [DataRow("a.ndjson", "{\"\\ud800\":1}")]
    [DataRow("a.ndjson", "{\"id\":\"x\\u0000\",\"achievement_id\":\"basics\",\"issued_on\":\"2026-05-01\",\"recipient_email\":\"ada@example.edu\"}")]
    [DataRow("b.json", "{\"type\":[\"OpenBadgeCredential\"],\"id\":\"\\ud800\"}")]
    [DataRow("b.json", "\0\0\0\0")]
    public async Task Pull_RecordThatIsNoText_CostsThatRecordOnly(string name, string content)
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, name, content);
        bridge.Drop(Acme, "good.csv", Csv(Row("1", Ada)));
        var night = await bridge.NightAsync();
        Assert.AreEqual((NightState.Completed, 1, 1), (night.State, night.Sum(run => run.New), night.Sum(run => run.Quarantined)));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Pull_NulInAQuarantinedRow_IsKeptOnEveryDatabase(Core.Data.DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1\0", Ada), Row("2", Ada), Row("3", Ada).Replace("Acme basics", new string('n', 5000), StringComparison.Ordinal)));
        Assert.AreEqual((1, 2), (await bridge.NightAsync()) is var night ? (night.Sum(run => run.New), night.Sum(run => run.Quarantined)) : default);
    }

    [TestMethod]
    public async Task Pull_PipesAndLinks_AreNotOpened()
    {
        await using var bridge = await BridgeAsync();
        var folder = bridge.PartnerFolder(Acme);
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder, "a.csv"), Path.Combine(folder, "manifest.json")]))
            await pipe.WaitForExitAsync();
        File.CreateSymbolicLink(Path.Combine(folder, "b.ndjson"), "/dev/zero");
        bridge.Drop(Acme, "good.csv", Csv(Row("1", Ada)));
        var night = bridge.NightAsync();
        Assert.AreSame(night, await Task.WhenAny(night, Task.Delay(TimeSpan.FromSeconds(60))), "The night waits for a pipe.");
        Assert.AreEqual(1, (await night).Sum(run => run.New));
    }

    [TestMethod]
    [DataRow("{\"files\":[null]}")]
    [DataRow("not json")]
    [DataRow("[]")]
    public async Task Pull_ManifestThatIsNone_ReadsTheFilesWithoutIt(string manifest)
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "manifest.json", manifest);
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        var night = await bridge.NightAsync();
        Assert.AreEqual(1, night.Sum(run => run.New));
        StringAssert.StartsWith(night.Problems.Single(), "acme: manifest.json cannot be used");
    }

    [TestMethod]
    public async Task Pull_TwoLinesThatOpenAQuote_AreNotRunTogether()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.csv", Csv("\"" + Row("1", Ada), "\"" + Row("2", Ada), Row("3", Ada)));
        var night = await bridge.NightAsync();
        Assert.AreEqual((1, 2), (night.Sum(run => run.New), night.Sum(run => run.Quarantined)));
    }

    [TestMethod]
    public async Task Pull_AbsurdNumbers_AreRefusedAtTheDoor()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, result: "999999999").Replace(",100,", ",0.0000000000000000000000000001,", StringComparison.Ordinal), Row("2", Ada, updated: "9999-12-31T00:00:00Z"), Row("3", "ben@example.edu")));
        var night = await bridge.NightAsync();
        Assert.AreEqual((1, 2, 1), (night.Sum(run => run.New), night.Sum(run => run.Quarantined), night.Night.Granted));
    }

    private static Task<TestBridge> BridgeAsync() => TestBridge.CreateAsync().WithSmallUniversityAsync();

    private static Task<QuarantinedRecord> QuarantinedAsync(TestBridge bridge) => bridge.DbAsync(db => db.QuarantinedRecords.SingleAsync());

    private static string Json(string id) =>
        $$"""{"id":"{{id}}","achievement_id":"basics","recipient_email":"ada@example.edu","issued_on":"2026-05-01","scale":"percent","result":82,"result_max":100}""";
}
