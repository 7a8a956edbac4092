using CreditBridge.Simulators;
using CreditBridge.Sis;
using CreditBridge.Sis.PeopleSoft;
using Microsoft.Extensions.Time.Testing;

namespace CreditBridge.Tests.Sis;

[TestClass]
public sealed class PeopleSoftAdapterTests : IDisposable
{
    private const string JsonHead = "\"EMPLID\":\"%EMPLID%\",\"ACAD_CAREER\":\"%ACAD_CAREER%\",\"INSTITUTION\":\"%INSTITUTION%\"";

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(2) };
    private PartnerSimulator _simulator = null!;

    private static DateTime Later => TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(10);

    private Source PeopleSoft => _simulator["peoplesoft"];

    private IReadOnlyList<HeldCredit> Held => PeopleSoft.Ledger.Held;

    [TestInitialize]
    public async Task StartAsync() => _simulator = await PartnerSimulator.StartAsync();

    public void Dispose() => _client.Dispose();

    [TestCleanup]
    public async Task CleanupAsync() => await _simulator.DisposeAsync();

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Post_Credit_IsFoundAgainInXmlAndInJson(bool asJson)
    {
        var adapter = asJson ? Adapter(AsJson) : Adapter();
        var posting = Postings.Of(new string('a', 64)) with { CourseCode = "MATH 14%EMPLID%31", CredentialTitle = "\"CIS\" <b> & \\ ]]>", Credits = 1.5m };
        Assert.IsNull(await adapter.FindAsync(posting));
        var posted = (PostingResult.Posted)await adapter.PostAsync(posting, Later);
        Assert.AreEqual(("MATH 14%EMPLID%31", "UGRD", "2026FA", 1.5m, 'P'), (Held.Single().Course, Held.Single().Career, Held.Single().Term, Held.Single().Credits, Held.Single().Status));
        var entry = (await adapter.FindAsync(posting))!;
        Assert.AreEqual((posted.Reference, "S1", 1.5m, false, null), (entry.Reference, entry.StudentNumber, entry.Credits, entry.IsAwaited, entry.Rejection));
        Assert.AreEqual($"Model {Held.Single().Id}", posted.Reference);
        Assert.AreEqual(posting.Key, (await adapter.ReadPostedAsync(posting)).Single().Key);
    }

    [TestMethod]
    public async Task Post_Twice_IsHeldOnce()
    {
        await Adapter().PostAsync(Postings.Of("k1"), Later);
        Assert.IsInstanceOfType<PostingResult.AlreadyPosted>(await Adapter().PostAsync(Postings.Of("k1"), Later));
        Assert.HasCount(1, Held);
    }

    [TestMethod]
    public async Task Post_PastTheTimeToSend_LeavesNothing()
    {
        Assert.IsInstanceOfType<PostingResult.NotSent>(await Adapter().PostAsync(Postings.Of("k1"), TimeProvider.System.GetUtcNow().UtcDateTime));
        Assert.IsEmpty(Held);
        Assert.IsFalse(PeopleSoft.Calls.Any(call => call.Request.Contains("CREDIT_POST", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Post_ReadingFirstTakesTooLong_LeavesNothing()
    {
        var time = new FakeTimeProvider();
        PeopleSoft.Gate = _ =>
        {
            time.Advance(TimeSpan.FromSeconds(11));
            return Task.CompletedTask;
        };
        Assert.IsInstanceOfType<PostingResult.NotSent>(await new PeopleSoftAdapter(Options(), _client, time).PostAsync(Postings.Of("k1"), time.GetUtcNow().UtcDateTime.AddSeconds(10)));
        Assert.IsEmpty(Held);
    }

    [TestMethod]
    public async Task Post_AnswerNeverComes_IsAnOutageAndTheCreditIsFoundAfterwards()
    {
        var adapter = Adapter();
        await SilenceAsync(adapter, Postings.Of("k1"));
        Assert.HasCount(1, Held);
        Assert.IsFalse((await adapter.FindAsync(Postings.Of("k1")))!.IsAwaited);
        Assert.IsInstanceOfType<PostingResult.AlreadyPosted>(await adapter.PostAsync(Postings.Of("k1"), Later));
        Assert.HasCount(1, Held);
    }

    [TestMethod]
    [DataRow(FaultNames.Truncated, "ends in the middle")]
    [DataRow(FaultNames.LoginPage, "web page")]
    [DataRow(FaultNames.WrongType, "text/plain")]
    [DataRow(FaultNames.BadUtf8, "ends in the middle or is not XML")]
    [DataRow(FaultNames.HugeBody, "more than 8 MB")]
    [DataRow(FaultNames.SlowBytes, "did not answer in 2 seconds")]
    public async Task Post_AnswerThatCannotBeUsed_IsAnOutageAndTheCreditIsFoundAfterwards(string fault, string says)
    {
        var adapter = Adapter();
        Assert.Contains(says, (await Assert.ThrowsAsync<SisException>(() => PostWithFaultAsync(adapter, Postings.Of("k1"), fault))).Message);
        Assert.IsNotNull(await adapter.FindAsync(Postings.Of("k1")));
        Assert.HasCount(1, Held);
    }

    [TestMethod]
    [DataRow("503")]
    [DataRow("301")]
    [DataRow("408")]
    public async Task Post_StatusThatSaysNothingOfThePosting_IsAnOutage(string status)
    {
        Assert.Contains(status, (await Assert.ThrowsAsync<SisException>(() => PostWithFaultAsync(Adapter(), Postings.Of("k1"), FaultNames.Unavailable, status))).Message);
        Assert.IsNull(await Adapter().FindAsync(Postings.Of("k1")));
    }

    [TestMethod]
    public async Task Post_RefusedOnceAtSignIn_HasNotLeftAndGoesTheNextTime()
    {
        var adapter = Adapter();
        var result = await PostWithFaultAsync(adapter, Postings.Of("k1"), FaultNames.Unavailable, "401");
        Assert.Contains("401", ((PostingResult.NotSent)result).Reason);
        Assert.IsEmpty(Held);
        Assert.IsInstanceOfType<PostingResult.Posted>(await adapter.PostAsync(Postings.Of("k1"), Later));
    }

    [TestMethod]
    public async Task Post_NobodyListens_HasNotLeft()
    {
        var adapter = Adapter(options => options.Address = "http://127.0.0.1:1/");
        Assert.Contains("no connection could be made", ((PostingResult.NotSent)await adapter.PostAsync(Postings.Of("k1"), Later)).Reason);
        await Assert.ThrowsAsync<SisException>(() => adapter.FindAsync(Postings.Of("k1")));
    }

    [TestMethod]
    public async Task Post_ErrorReply_IsRejectedInItsWords()
    {
        PeopleSoft.Fault(FaultNames.Reply, "ERROR", times: 1);
        Assert.AreEqual("PeopleSoft refuses it: Term not open.", ((PostingResult.Rejected)await Adapter().PostAsync(Postings.Of("k1"), Later)).Reason);
        Assert.AreEqual("PeopleSoft refuses it: EMPLID X9 not found.", ((PostingResult.Rejected)await Adapter().PostAsync(Postings.Of("k2", "X9"), Later)).Reason);
        Assert.IsEmpty(Held);
    }

    [TestMethod]
    public async Task Post_WarningReply_IsPostedWithTheWarning()
    {
        PeopleSoft.Fault(FaultNames.Reply, "WARNING", times: 1);
        Assert.Contains("Units exceed", ((PostingResult.Posted)await Adapter().PostAsync(Postings.Of("k1"), Later)).Difference!);
        Assert.HasCount(1, Held);
    }

    [TestMethod]
    public async Task Post_CheckReply_IsAwaitedUntilTheModelIsPosted()
    {
        PeopleSoft.Fault(FaultNames.Reply, "CHECK", times: 1);
        Assert.IsInstanceOfType<PostingResult.Sent>(await Adapter().PostAsync(Postings.Of("k1"), Later));
        Assert.IsTrue((await Adapter().FindAsync(Postings.Of("k1")))!.IsAwaited);
        Assert.IsEmpty(await Adapter().ReadPostedAsync(Postings.Of("k1")));
        PeopleSoft.Ledger.TryChange(one => one.Reference == "k1", one => one with { Status = 'P' });
        Assert.IsFalse((await Adapter().FindAsync(Postings.Of("k1")))!.IsAwaited);
    }

    [TestMethod]
    public async Task Post_CodeThatIsNotSet_IsAnOutageAndASitesOwnCodesAreUnderstood()
    {
        PeopleSoft.Fault(FaultNames.Reply, "OKAY", times: 2);
        Assert.Contains("'OKAY'", (await Assert.ThrowsAsync<SisException>(() => Adapter().PostAsync(Postings.Of("k1"), Later))).Message);
        Assert.IsInstanceOfType<PostingResult.Posted>(await Adapter(options => options.Replies["OKAY"] = ReplyMeaning.Done).PostAsync(Postings.Of("k2"), Later));
    }

    [TestMethod]
    public async Task Post_MessageDeliveredTwice_IsHeldOnceAndKnownAsPosted()
    {
        PeopleSoft.Fault(FaultNames.TakenTwice, times: 1);
        Assert.IsInstanceOfType<PostingResult.AlreadyPosted>(await Adapter().PostAsync(Postings.Of("k1"), Later));
        Assert.HasCount(1, Held);
    }

    [TestMethod]
    public async Task Post_NumberTakenInBetween_HasNotLeftAndGetsTheNextNumber()
    {
        PeopleSoft.Fault(FaultNames.NumberTaken, times: 1);
        Assert.Contains("taken by another credit", ((PostingResult.NotSent)await Adapter().PostAsync(Postings.Of("k1"), Later)).Reason);
        Assert.IsInstanceOfType<PostingResult.Posted>(await Adapter().PostAsync(Postings.Of("k1"), Later));
        Assert.HasCount(2, Held.Select(one => one.Id).Distinct());
    }

    [TestMethod]
    public async Task Post_MoreCreditsThanAHashKeepsApart_NeverShareANumber()
    {
        var adapter = Adapter(options => (options.FirstModel, options.LastModel) = (800, 899));
        for (var number = 0; number < 100; number++)
            Assert.IsInstanceOfType<PostingResult.Posted>(await adapter.PostAsync(Postings.Of($"k{number}"), Later));
        Assert.HasCount(100, Held.Select(one => one.Id).Distinct());
        Assert.IsTrue(Held.All(one => int.Parse(one.Id, System.Globalization.CultureInfo.InvariantCulture) is >= 800 and <= 899));
        Assert.Contains("no model number left", ((PostingResult.Rejected)await adapter.PostAsync(Postings.Of("k100"), Later)).Reason);
        Assert.IsInstanceOfType<PostingResult.Posted>(await adapter.PostAsync(Postings.Of("k100", "S2"), Later), "Another student's numbers are his own.");
        Assert.AreEqual("k57", (await adapter.FindAsync(Postings.Of("k57")))!.Key);
    }

    [TestMethod]
    public void For_OneKey_IsAlwaysTheSameNumber() =>
        Assert.AreEqual(ModelNumbers.For("k1", 500, 999, new HashSet<int>()), ModelNumbers.For("k1", 500, 999, new HashSet<int> { 1, 2 }));

    [TestMethod]
    public async Task Post_Reversal_UnpostsTheModelOnceAndIsFound()
    {
        var (adapter, credit) = (Adapter(), Postings.Of("k1"));
        var posted = (PostingResult.Posted)await adapter.PostAsync(credit, Later);
        var back = Postings.TakingBack(credit, posted.Reference);
        Assert.IsNull(await adapter.FindAsync(back));
        Assert.AreEqual(posted.Reference, ((PostingResult.Posted)await adapter.PostAsync(back, Later)).Reference);
        Assert.AreEqual('U', Held.Single().Status);
        Assert.AreEqual(("k1-back", "k1"), ((await adapter.FindAsync(back))!.Key, (await adapter.FindAsync(back))!.Reverses));
        Assert.IsInstanceOfType<PostingResult.AlreadyPosted>(await adapter.PostAsync(back, Later));
        Assert.IsEmpty(await adapter.ReadPostedAsync(credit));
        Assert.Contains("unposted", (await adapter.FindAsync(credit))!.Rejection!);
        var never = Postings.TakingBack(Postings.Of("k2"), "Model 7");
        Assert.IsInstanceOfType<PostingResult.Rejected>(await adapter.PostAsync(never, Later));
    }

    [TestMethod]
    public async Task Post_LevelWithoutACareer_IsRejectedBeforeAnythingIsAsked()
    {
        Assert.Contains("Sis:PeopleSoft:Careers has no career for level 'Doctoral'", ((PostingResult.Rejected)await Adapter().PostAsync(Postings.Of("k1") with { Level = "Doctoral" }, Later)).Reason);
        Assert.Contains("course by course", ((PostingResult.Rejected)await Adapter().PostAsync(Postings.Of("k2") with { Kind = "Block" }, Later)).Reason);
        Assert.IsEmpty(PeopleSoft.Calls);
    }

    [TestMethod]
    public async Task ReadPosted_OtherPeoplesModels_AreNotOurs()
    {
        PeopleSoft.Ledger.TryAdd(new HeldCredit("1", "", "S1", "UGRD", "2026FA", "ENGL 1301", 3), _ => false);
        await Adapter().PostAsync(Postings.Of("k1"), Later);
        Assert.AreEqual("k1", (await Adapter().ReadPostedAsync(Postings.Of("k1"), Postings.Of("k2", "S2"))).Single().Key);
    }

    [TestMethod]
    [DataRow("application/xml", "<R><CODE>SUCCESS</CODE><M><MODEL_NBR>1</MODEL_NBR><EMPLID>S2</EMPLID></M></R>", "another EMPLID")]
    [DataRow("application/xml", "<R><CODE>SUCCESS</CODE><M><MODEL_NBR>1000</MODEL_NBR><EMPLID>S1</EMPLID></M></R>", "MODEL_NBR")]
    [DataRow("application/xml", "<R><CODE>SUCCESS</CODE><M><MODEL_NBR>1</MODEL_NBR><EMPLID>S1</EMPLID><MODEL_STATUS>Z</MODEL_STATUS></M></R>", "MODEL_STATUS")]
    [DataRow("application/xml", "<R><CODE>SUCCESS</CODE><M><MODEL_NBR>1</MODEL_NBR><EMPLID>S1</EMPLID><MODEL_STATUS>P</MODEL_STATUS><UNT_TRNSFR>1e9</UNT_TRNSFR></M></R>", "UNT_TRNSFR")]
    [DataRow("application/xml", "<R><M/></R>", "'nothing'")]
    [DataRow("application/xml", "<R><CODE>ERROR</CODE><MESSAGE>Not yours.</MESSAGE></R>", "Not yours.")]
    [DataRow("application/xml", "<!DOCTYPE r [<!ENTITY e \"SUCCESS\">]><R><CODE>&e;</CODE></R>", "not XML")]
    [DataRow("application/json", "{\"CODE\":[\"SUCCESS\"],\"M\":[{\"MODEL_NBR\":1,\"EMPLID\":\"S1\"}]}", "MODEL_STATUS")]
    [DataRow("application/json", "{\"CODE\":\"\\ud83d\"}", "half a character")]
    public async Task Find_HostileReply_SaysWhatIsWrong(string media, string reply, string says)
    {
        using var client = new HttpClient(new Answering(_ => reply, media));
        Assert.Contains(says, (await Assert.ThrowsAsync<SisException>(() => new PeopleSoftAdapter(Options(), client, TimeProvider.System).FindAsync(Postings.Of("k1")))).Message);
    }

    [TestMethod]
    public async Task Post_ErrorWithAVeryLongMessage_IsRejectedInBoundedWords()
    {
        using var client = new HttpClient(new Answering(address => address.Contains("FIND", StringComparison.Ordinal) ? "<R><CODE>SUCCESS</CODE></R>" : $"<R><CODE>ERROR</CODE><MESSAGE>a\nb{new string('x', 100_000)}</MESSAGE></R>", "application/xml"));
        var rejected = (PostingResult.Rejected)await new PeopleSoftAdapter(Options(), client, TimeProvider.System).PostAsync(Postings.Of("k1"), Later);
        Assert.StartsWith("PeopleSoft refuses it: a bxx", rejected.Reason);
        Assert.IsLessThan(400, rejected.Reason.Length);
    }

    [TestMethod]
    public async Task Post_PasswordIsWrong_HasNotLeftAndTheSecretIsNowhere()
    {
        var adapter = Adapter(options => options.Password = "canary-3f9a");
        var result = await adapter.PostAsync(Postings.Of("k1"), Later);
        Assert.Contains("401", ((PostingResult.NotSent)result).Reason);
        var outage = await Assert.ThrowsAsync<SisException>(() => adapter.FindAsync(Postings.Of("k1")));
        foreach (var said in new[] { result.ToString(), outage.ToString() })
        {
            Assert.DoesNotContain("canary", said);
            Assert.DoesNotContain(Convert.ToBase64String("canary-3f9a"u8)[..8], said);
        }
    }

    [TestMethod]
    public async Task Post_RefusalRepeatsTheSecret_IsRejectedWithoutIt()
    {
        var options = Options(options => options.Password = "canary-3f9a");
        using var client = new HttpClient(new Answering(address => address.Contains("FIND", StringComparison.Ordinal) ? "<R><CODE>SUCCESS</CODE></R>" : $"<R><CODE>ERROR</CODE><MESSAGE>You sent canary-3f9a, as {options.Basic}</MESSAGE></R>", "application/xml"));
        Assert.AreEqual("PeopleSoft refuses it: You sent …, as …", ((PostingResult.Rejected)await new PeopleSoftAdapter(options, client, TimeProvider.System).PostAsync(Postings.Of("k1"), Later)).Reason);
    }

    private static void AsJson(PeopleSoftOptions options)
    {
        options.PostEnvelope = "{" + JsonHead + ",\"MODEL_NBR\":\"%MODEL_NBR%\",\"ARTICULATION_TERM\":\"%ARTICULATION_TERM%\",\"SUBJECT\":\"%SUBJECT%\",\"CATALOG_NBR\":\"%CATALOG_NBR%\",\"UNT_TRNSFR\":\"%UNT_TRNSFR%\",\"DESCR\":\"%DESCR%\",\"KEY\":\"%KEY%\"}";
        options.FindEnvelope = "{" + JsonHead + "}";
        options.UnpostEnvelope = "{" + JsonHead + ",\"MODEL_NBR\":\"%MODEL_NBR%\"}";
    }

    private Task SilenceAsync(PeopleSoftAdapter adapter, CreditPosting posting) => Assert.ThrowsAsync<SisException>(() => PostWithFaultAsync(adapter, posting, FaultNames.Silence));

    /// <summary>The fault hits the posting, not the look-up before it.</summary>
    private Task<PostingResult> PostWithFaultAsync(PeopleSoftAdapter adapter, CreditPosting posting, string fault, string? value = null)
    {
        PeopleSoft.Gate = calls =>
        {
            if (PeopleSoft.Calls.Last().Request.Contains("CREDIT_FIND", StringComparison.Ordinal) && PeopleSoft.Faults.Count == 0)
                PeopleSoft.Fault(fault, value, times: 1);
            return Task.CompletedTask;
        };
        return adapter.PostAsync(posting, Later);
    }

    private PeopleSoftOptions Options(Action<PeopleSoftOptions>? configure = null)
    {
        var options = new PeopleSoftOptions { Address = $"{_simulator.AddressOf("peoplesoft")}PSIGW/RESTListeningConnector/PSFT_CS", User = PeopleSoft.ClientId, Password = PeopleSoft.Secret, Institution = "CBUNI" };
        configure?.Invoke(options);
        options.Check();
        return options;
    }

    private PeopleSoftAdapter Adapter(Action<PeopleSoftOptions>? configure = null) => new(Options(configure), _client, TimeProvider.System);
}
