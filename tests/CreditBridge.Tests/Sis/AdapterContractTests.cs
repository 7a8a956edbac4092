using CreditBridge.Sis;

namespace CreditBridge.Tests.Sis;

/// <summary>What every adapter must do (sis.md, 'Posting'), against a double of its student system that keeps its own ledger.</summary>
[TestClass]
public sealed class AdapterContractTests
{
    private static readonly CreditPosting Math = new("6f1d6c0a5b3e", "S1", "2026FA", "Course", "MATH 1431", null, "Lower", 3, "TR", "Exam", "acme", "Acme basics", new DateOnly(2026, 11, 24));
    private static readonly CreditPosting Chemistry = Math with { Key = "a03bb2c4d9f8", CourseCode = "CHEM 1311" };

    public static IEnumerable<object[]> All => SisCase.With(SisTroubles.None);

    public static IEnumerable<object[]> Refusing => SisCase.With(SisTroubles.Refuses);

    public static IEnumerable<object[]> Losing => SisCase.With(SisTroubles.LosesAnswers);

    public static IEnumerable<object[]> Away => SisCase.With(SisTroubles.IsAway);

    public static IEnumerable<object[]> Hostile => SisCase.With(SisTroubles.IsHostile).SelectMany(one => SisCase.Hostilities.Select(how => new[] { one[0], how }));

    private static DateTime Soon => DateTime.UtcNow.AddSeconds(30);

    [TestMethod]
    [DynamicData(nameof(All))]
    public async Task Post_NewCredit_IsFoundUnderItsKey(string name)
    {
        await using var stand = await SisCase.Of(name).StartAsync();
        Assert.IsEmpty(await stand.Adapter.FindAsync([Math], default));
        var result = (await stand.Adapter.PostAsync([Math], Soon, default)).Single();
        Assert.IsTrue(result is PostingResult.Posted or PostingResult.Sent, $"{result}");
        await stand.SettleAsync();
        var found = await stand.Adapter.FindAsync([Math, Chemistry], default);
        var (key, entry) = found.Single();
        Assert.AreEqual((stand.Adapter.KeyOf(Math), stand.Adapter.KeyOf(Math), "S1", 3m), (key, entry.Key, entry.StudentNumber, entry.Credits));
        Assert.AreEqual((null, false, null), (entry.Rejection, entry.IsAwaited, entry.Difference));
        if (result is PostingResult.Posted posted)
            Assert.AreEqual(posted.Reference, entry.Reference);
        Assert.AreEqual(1, stand.Committed(Math));
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public async Task Post_TwiceThroughTheProtocol_LeavesOneEntry(string name)
    {
        await using var stand = await SisCase.Of(name).StartAsync();
        for (var again = 0; again < 2; again++)
            Assert.IsTrue(await ThroughProtocolAsync(stand, Math) is PostingResult.Posted or PostingResult.AlreadyPosted);
        Assert.AreEqual(1, stand.Committed(Math));
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public async Task Post_PastTheTimeToSend_LeavesNothing(string name)
    {
        await using var stand = await SisCase.Of(name).StartAsync();
        var result = (await stand.Adapter.PostAsync([Math], DateTime.UtcNow.AddSeconds(-1), default)).Single();
        Assert.IsInstanceOfType<PostingResult.NotSent>(result);
        Assert.AreEqual(0, stand.Committed(Math));
        Assert.IsEmpty(await stand.Adapter.FindAsync([Math], default));
    }

    [TestMethod]
    [DynamicData(nameof(Refusing))]
    public async Task Post_Refused_IsRejectedInTheSystemsWords(string name)
    {
        await using var stand = await SisCase.Of(name).StartAsync();
        stand.RefuseNext("No such term" + new string('!', 5000));
        var rejected = (PostingResult.Rejected)await ThroughProtocolAsync(stand, Math);
        Assert.Contains("No such term", rejected.Reason);
        Assert.IsLessThan(1000, rejected.Reason.Length, "It stands on a page and in a letter.");
    }

    [TestMethod]
    [DynamicData(nameof(Away))]
    public async Task Post_NoConnection_IsNeverPosted(string name)
    {
        await using var stand = await SisCase.Of(name).StartAsync();
        await stand.Adapter.FindAsync([Math], default);
        await stand.GoAwayAsync();
        Assert.IsNotInstanceOfType<PostingResult.Posted>(await OutcomeAsync(async () => (await stand.Adapter.PostAsync([Math], Soon, default)).Single()), "Nobody can have taken it.");
    }

    [TestMethod]
    [DynamicData(nameof(Losing))]
    public async Task Post_AnswerLostAfterCommit_ThrowsAndIsFound(string name)
    {
        await using var stand = await SisCase.Of(name).StartAsync();
        stand.LoseNextAnswer();
        Assert.IsInstanceOfType<Exception>(await OutcomeAsync(() => stand.Adapter.PostAsync([Math], Soon, default)), "Whether it arrived is not known: that is no result.");
        Assert.HasCount(1, await stand.Adapter.FindAsync([Math], default));
        Assert.IsInstanceOfType<PostingResult.AlreadyPosted>(await ThroughProtocolAsync(stand, Math));
        Assert.AreEqual(1, stand.Committed(Math));
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public async Task ReadPosted_OneRefused_ListsTheOther(string name)
    {
        await using var stand = await SisCase.Of(name).StartAsync();
        if (SisCase.Of(name).Troubles.HasFlag(SisTroubles.Refuses))
        {
            stand.RefuseNext("No such term");
            Assert.IsInstanceOfType<PostingResult.Rejected>(await ThroughProtocolAsync(stand, Chemistry));
        }

        await ThroughProtocolAsync(stand, Math);
        var there = await stand.Adapter.ReadPostedAsync([Math, Chemistry], default).ToListAsync();
        Assert.AreEqual((stand.Adapter.KeyOf(Math), 3m), (there.Single().Key, there.Single().Credits));
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public async Task Post_Reversal_DoesWhatTheCapabilitiesSay(string name)
    {
        await using var stand = await SisCase.Of(name).StartAsync();
        await ThroughProtocolAsync(stand, Math);
        var entry = (await stand.Adapter.FindAsync([Math], default)).Values.Single();
        var back = Math with { Key = "77aa01", Reverses = new(Math.Key, entry.Reference) };
        Assert.IsEmpty(await stand.Adapter.FindAsync([back], default), "The credit is not its own reversal.");
        var result = await ThroughProtocolAsync(stand, back);
        var isThere = (await stand.Adapter.ReadPostedAsync([Math], default).ToListAsync()).Exists(posted => posted.Key == stand.Adapter.KeyOf(Math));
        if (stand.Adapter.Capabilities.CanReverse)
            Assert.IsTrue(result is (PostingResult.Posted or PostingResult.AlreadyPosted) && !isThere, $"{result}");
        else
            Assert.IsTrue(result is PostingResult.NotSent && isThere && stand.Committed(Math) == 1, $"{result}");
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public async Task KeyOf_DifferentPostings_IsNeverTheSame(string name)
    {
        await using var stand = await SisCase.Of(name).StartAsync();
        CreditPosting[] postings =
        [
            Math, Chemistry, Math with { Key = "01", StudentNumber = "S2" },
            .. Enumerable.Range(0, 200).Select(i => Math with { Key = $"elective {i}", Kind = "Elective", CourseCode = null, ElectiveSubject = "BUSI" }),
            Math with { Key = "02", Kind = "Block", CourseCode = "MATH 1431 + MATH 1432" }, Math with { Key = "03", Reverses = new(Math.Key, "") },
        ];
        Assert.HasCount(postings.Length, postings.Select(stand.Adapter.KeyOf).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    [TestMethod]
    [DynamicData(nameof(Hostile))]
    public async Task Ask_HostileAnswer_ThrowsAndStaysSmall(string name, string how)
    {
        await using var stand = await SisCase.Of(name).StartAsync();
        await stand.Adapter.PostAsync([Chemistry], Soon, default);
        stand.TurnHostile(how);
        var before = GC.GetTotalAllocatedBytes();
        Assert.IsInstanceOfType<Exception>(await OutcomeAsync(() => stand.Adapter.FindAsync([Chemistry], default)), "From what cannot be read it can't be told whether a posting is there.");
        Assert.IsInstanceOfType<Exception>(await OutcomeAsync(() => stand.Adapter.PostAsync([Math], Soon, default)), "It was sent, and the answer cannot be read.");
        Assert.IsLessThan(150L << 20, GC.GetTotalAllocatedBytes() - before, "An answer of 200 MB must not be read.");
        Assert.AreEqual(1, stand.Committed(Math));
    }

    [TestMethod]
    [DynamicData(nameof(Hostile))]
    public async Task Ask_WhateverGoesWrong_NamesNoSecret(string name, string how)
    {
        await using var stand = await SisCase.Of(name).StartAsync();
        var outcomes = new List<object>();
        stand.RefuseNext($"You sent {stand.Secrets[0]}, which is wrong");
        outcomes.Add(await OutcomeAsync(() => stand.Adapter.PostAsync([Math], Soon, default)));
        stand.LoseNextAnswer();
        outcomes.Add(await OutcomeAsync(() => stand.Adapter.PostAsync([Math], Soon, default)));
        stand.TurnHostile(how);
        outcomes.Add(await OutcomeAsync(() => stand.Adapter.FindAsync([Math], default)));
        stand.ChangeSecret();
        outcomes.Add(await OutcomeAsync(() => stand.Adapter.FindAsync([Math], default)));
        outcomes.Add(await OutcomeAsync(() => stand.Adapter.PostAsync([Chemistry], Soon, default)));
        foreach (var text in outcomes.Select(outcome => outcome is IEnumerable<PostingResult> results ? string.Join(' ', results) : outcome.ToString()!))
            Assert.IsFalse(stand.Secrets.Any(text.Contains), text);
    }

    /// <summary>As the sweep does: look up, then post what is not there; what is handed over is looked up again.</summary>
    private static async Task<PostingResult> ThroughProtocolAsync(SisStand stand, CreditPosting posting)
    {
        if (await FindAsync() is { } earlier)
            return earlier;
        var result = (await stand.Adapter.PostAsync([posting], Soon, default)).Single();
        if (result is not PostingResult.Sent)
            return result;
        await stand.SettleAsync();
        return await FindAsync() ?? throw new AssertFailedException("What was handed over is not there.");

        async Task<PostingResult?> FindAsync() => (await stand.Adapter.FindAsync([posting], default)).TryGetValue(stand.Adapter.KeyOf(posting), out var entry)
            ? entry.Rejection is { } reason ? new PostingResult.Rejected(reason) : new PostingResult.AlreadyPosted(entry.Reference, entry.Difference)
            : null;
    }

    /// <returns>The result, or the exception that came instead.</returns>
    private static async Task<object> OutcomeAsync<T>(Func<Task<T>> ask) where T : notnull
    {
        try
        {
            return await ask();
        }
        catch (Exception problem)
        {
            return problem;
        }
    }
}
