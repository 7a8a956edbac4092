using CreditBridge.Simulators;
using CreditBridge.Sis;
using CreditBridge.Sis.Workday;

namespace CreditBridge.Tests.Sis;

[TestClass]
public sealed class WorkdayAdapterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("creditbridge-eib-").FullName;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(2) };
    private PartnerSimulator _simulator = null!;

    private static DateTime Later => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(10);

    private Source Workday => _simulator["workday"];

    private string[] Files => Directory.GetFiles(_folder, "*.csv");

    [TestInitialize]
    public async Task StartAsync() => _simulator = await PartnerSimulator.StartAsync();

    public void Dispose() => _client.Dispose();

    [TestCleanup]
    public async Task CleanupAsync()
    {
        await _simulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public async Task Post_Credit_IsAwaitedUntilWorkdayShowsIt()
    {
        var (adapter, posting) = (Adapter(), Postings.Of("k1") with { CredentialTitle = "CIS, \"advanced\"" });
        Assert.IsNull(await adapter.FindAsync(posting));
        Assert.IsInstanceOfType<PostingResult.Sent>(await adapter.PostAsync(posting, Later));
        Assert.IsTrue((await adapter.FindAsync(posting))!.IsAwaited);
        Assert.IsEmpty(await adapter.ReadPostedAsync());
        Load();
        var entry = (await Adapter().FindAsync(posting))!;
        Assert.AreEqual((false, null, "S1", 3m, null), (entry.IsAwaited, entry.Rejection, entry.StudentNumber, entry.Credits, entry.Difference));
        Assert.AreEqual(Workday.Ledger.Held.Single().Id, entry.Reference);
        Assert.AreEqual("k1", (await Adapter().ReadPostedAsync()).Single().Key);
    }

    [TestMethod]
    public async Task Post_Twice_WritesOnceAndIsHeldOnce()
    {
        await Adapter().PostAsync(Postings.Of("k1"), Later);
        Assert.IsInstanceOfType<PostingResult.Sent>(await Adapter().PostAsync(Postings.Of("k1"), Later));
        Assert.HasCount(1, Files);
        Load();
        Load();
        Assert.HasCount(1, Workday.Ledger.Held);
    }

    [TestMethod]
    public async Task Post_PastTheTimeToSend_LeavesNothing()
    {
        Assert.IsInstanceOfType<PostingResult.NotSent>(await Adapter().PostAsync(Postings.Of("k1"), TimeProvider.System.GetUtcNow().UtcDateTime));
        Assert.IsEmpty(Files);
        Assert.IsNull(await Adapter().FindAsync(Postings.Of("k1")));
    }

    [TestMethod]
    public async Task Post_ReversalOrBlock_LeavesNothing()
    {
        var results = await Adapter().PostAsync([Postings.TakingBack(Postings.Of("k1"), "r"), Postings.Of("k2") with { Kind = "Block", CourseCode = "A 1 + B 2" }], Later, default);
        Assert.Contains("by hand", ((PostingResult.NotSent)results[0]).Reason);
        Assert.Contains("course by course", ((PostingResult.Rejected)results[1]).Reason);
        Assert.IsFalse(Adapter().Capabilities.CanReverse);
        Assert.IsEmpty(Files);
    }

    [TestMethod]
    public async Task Find_LineThatTheLoadRefused_IsRejectedAndAnAcceptedOneStaysAwaited()
    {
        CreditPosting[] postings = [Postings.Of("k1"), Postings.Of("k2")];
        await Adapter().PostAsync(postings, Later, default);
        File.WriteAllText(Files.Single()[..^4] + ".ack.csv", "Key,Status,Reason\nk1,accepted,\nk2,rejected,Academic period is closed\n");
        var found = await Adapter().FindAsync(postings, default);
        Assert.AreEqual((true, null), (found["k1"].IsAwaited, found["k1"].Rejection));
        Assert.AreEqual((false, "Academic period is closed"), (found["k2"].IsAwaited, found["k2"].Rejection));
    }

    [TestMethod]
    public async Task Find_ManyPages_ReadsEachOnceWithinItsLimit()
    {
        Fill(250);
        Assert.AreEqual("w249", (await Adapter().FindAsync(Postings.Of("249")))!.Reference);
        Assert.IsNull(await Adapter().FindAsync(Postings.Of("250")));
        CollectionAssert.AreEqual(new[] { "limit=100&offset=0", "limit=100&offset=100", "limit=100&offset=200" },
            Workday.Calls.Select(call => call.Request).Where(request => request.Contains('?', StringComparison.Ordinal)).Take(3).Select(request => request.Split('?')[1]).ToArray());
        Assert.HasCount(250, await Adapter().ReadPostedAsync());
    }

    [TestMethod]
    public async Task Find_CreditHeldTwice_SaysSo()
    {
        Workday.Fault(FaultNames.TakenTwice, times: 1);
        await Adapter().PostAsync([Postings.Of("k1"), Postings.Of("k2")], Later, default);
        Load();
        Assert.Contains("twice", (await Adapter().FindAsync(Postings.Of("k1")))!.Difference!);
        Assert.IsNull((await Adapter().FindAsync(Postings.Of("k2")))!.Difference);
        Assert.HasCount(2, await Adapter().ReadPostedAsync());
    }

    [TestMethod]
    public async Task Find_TokenEndsEarly_AsksForAnotherOnce()
    {
        var adapter = Adapter();
        Fill(1);
        await adapter.FindAsync(Postings.Of("0"));
        Workday.Fault(FaultNames.TokenExpires, times: 1);
        Assert.IsNotNull(await adapter.FindAsync(Postings.Of("0")));
        Workday.Heal();
        Workday.Fault(FaultNames.TokenExpires);
        Assert.Contains("401", (await Assert.ThrowsAsync<SisException>(() => adapter.FindAsync(Postings.Of("0")))).Message);
        Assert.AreEqual(3, Workday.Calls.Count(call => call.Request.Contains("token", StringComparison.Ordinal)), "Once at first, and once after each refusal.");
    }

    [TestMethod]
    [DataRow(FaultNames.Unavailable, "503")]
    [DataRow(FaultNames.RateLimit, "429")]
    [DataRow(FaultNames.Truncated, "ends in the middle")]
    [DataRow(FaultNames.LoginPage, "web page")]
    [DataRow(FaultNames.WrongType, "text/plain")]
    [DataRow(FaultNames.BadUtf8, "UTF-8")]
    [DataRow(FaultNames.HugeBody, "more than 8 MB")]
    [DataRow(FaultNames.SlowBytes, "did not answer in 2 seconds")]
    [DataRow(FaultNames.Silence, "did not answer in 2 seconds")]
    public async Task Find_AnswerThatCannotBeUsed_IsAnOutageNeverNotFound(string fault, string says)
    {
        Fill(3);
        Workday.Fault(fault, times: 1);
        Assert.Contains(says, (await Assert.ThrowsAsync<SisException>(() => Adapter().FindAsync(Postings.Of("0")))).Message);
        Assert.IsNotNull(await Adapter().FindAsync(Postings.Of("0")));
    }

    [TestMethod]
    [DataRow("{\"total\":2,\"data\":[]}", "gave 0 of 2")]
    [DataRow("{\"total\":-1,\"data\":[]}", "'total'")]
    [DataRow("{\"total\":\"2\",\"data\":[]}", "'total'")]
    [DataRow("{\"total\":0}", "'data'")]
    [DataRow("[]", "'total'")]
    [DataRow("{\"total\":1,\"data\":[{\"referenceID\":\"CREDITBRIDGE-k1\",\"student\":{\"id\":\"S1\"},\"units\":3}]}", "'id'")]
    [DataRow("{\"total\":1,\"data\":[{\"id\":\"a\",\"referenceID\":\"CREDITBRIDGE-k1\",\"student\":{\"id\":\"S1\"},\"units\":[3]}]}", "'units'")]
    [DataRow("{\"total\":1,\"data\":[{\"id\":\"\\ud83d\",\"referenceID\":\"CREDITBRIDGE-k1\",\"student\":{\"id\":\"S1\"},\"units\":3}]}", "'id'")]
    [DataRow("{\"total\":1,\"data\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}", "not JSON")]
    public async Task Find_HostilePage_SaysWhichFieldIsWrong(string page, string says)
    {
        using var client = new HttpClient(new Answering(request => request.Contains("token", StringComparison.Ordinal) ? "{\"access_token\":\"t\",\"expires_in\":60}" : page));
        var adapter = new WorkdayAdapter(Options(), client, TimeProvider.System);
        Assert.Contains(says, (await Assert.ThrowsAsync<SisException>(() => adapter.FindAsync(Postings.Of("k1")))).Message);
    }

    [TestMethod]
    public async Task Find_SecretIsWrong_IsAnOutageWithoutTheSecret()
    {
        var adapter = Adapter(options => options.ClientSecret = "canary-3f9a");
        var outage = await Assert.ThrowsAsync<SisException>(() => adapter.FindAsync(Postings.Of("k1")));
        Assert.Contains("check the client's id and secret", outage.Message);
        Assert.DoesNotContain("canary", outage.ToString());
        Assert.IsInstanceOfType<PostingResult.Sent>(await adapter.PostAsync(Postings.Of("k1"), Later), "A file needs no sign-in.");
    }

    [TestMethod]
    public async Task Find_TokenThatIsNoHeader_IsAnOutageThatDoesNotRepeatIt()
    {
        using var client = new HttpClient(new Answering(_ => "{\"access_token\":\"canary\\u0001-3f9a\"}"));
        Assert.DoesNotContain("canary", (await Assert.ThrowsAsync<SisException>(() => new WorkdayAdapter(Options(), client, TimeProvider.System).FindAsync(Postings.Of("k1")))).ToString());
    }

    private void Load()
    {
        foreach (var path in Files)
            Simulators.Workday.Load(Workday, File.ReadAllText(path));
    }

    private void Fill(int credits)
    {
        for (var number = 0; number < credits; number++)
            Workday.Ledger.TryAdd(new HeldCredit($"w{number}", $"CREDITBRIDGE-{number}", "S1", "Lower", "2026FA", "MATH 1431", 3), _ => false);
    }

    private WorkdayOptions Options(Action<WorkdayOptions>? configure = null)
    {
        var options = new WorkdayOptions
        {
            Folder = _folder,
            Address = $"{_simulator.AddressOf("workday")}ccx/api",
            TokenAddress = $"{_simulator.AddressOf("workday")}ccx/oauth2/{Workday.Organization}/token",
            Tenant = Workday.Organization,
            ClientId = Workday.ClientId,
            ClientSecret = Workday.Secret,
        };
        configure?.Invoke(options);
        options.Check();
        return options;
    }

    private WorkdayAdapter Adapter(Action<WorkdayOptions>? configure = null) => new(Options(configure), _client, TimeProvider.System);
}
