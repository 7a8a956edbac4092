using CreditBridge.Core.Catalog;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Codes;
using CreditBridge.Core.Grants.Reconciliation;
using CreditBridge.Core.Learners;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Jobs.StudentSystem;

/// <summary>What a posting waits for before it leaves, which codes it leaves with, and how it is seen in the learner's record at last: with the flat files that small sites use.</summary>
[TestClass]
public sealed class PostingCodesTests
{
    [TestMethod]
    public async Task Sweep_TermHasTheirCode_SendsItAndKeepsItWhenTheTableChanges()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await WriteAsync(bridge, CodeKind.Term, "2026FA", "202710");
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        await bridge.NightAsync();
        Assert.Contains(",202710,Course,MATH 1431,", Batch(bridge));
        await WriteAsync(bridge, CodeKind.Term, "2026FA", "202699");
        Assert.AreEqual("202710", (await PostingAsync(bridge)).Codes!.Term);
    }

    [TestMethod]
    public async Task Sweep_CodeIsMissing_WaitsAndLeavesOnceItIsWritten()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await WriteAsync(bridge, CodeKind.Basis, "Portfolio", "PF");
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        var night = await bridge.NightAsync();
        var posting = await PostingAsync(bridge);
        Assert.AreEqual((PostingState.Pending, 0), (posting.State, posting.Attempts));
        Assert.Contains("code for basis", posting.LastError!);
        Assert.Contains("1 postings are not sent: It waits: the student system's code for basis", night.Problems.Single());
        Assert.IsEmpty(Directory.GetFiles(bridge.Data.Path, "credit-*", SearchOption.AllDirectories));

        var gap = (await bridge.InScopeAsync<CodeKeeping, IReadOnlyList<CodeInUse>>(keeping => keeping.InUseAsync(CodeKind.Basis, CancellationToken.None))).Single(code => code.IsGap);
        await WriteAsync(bridge, CodeKind.Basis, gap.Ours, "MC");
        await SweepAsync(bridge);
        Assert.AreEqual(PostingState.Posted, (await PostingAsync(bridge)).State);
        Assert.Contains(",MC,", Batch(bridge));
    }

    [TestMethod]
    public async Task Sweep_WindowHasNotBegun_WaitsUntilItsFirstLocalDay()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await bridge.DbAsync(db => db.Terms.ExecuteUpdateAsync(set => set.SetProperty(term => term.PostFrom, new DateOnly(2026, 11, 26))));
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        await bridge.NightAsync();
        var posting = await PostingAsync(bridge);
        Assert.AreEqual((PostingState.Pending, "It waits: credit is posted into term 2026FA from 26 Nov 2026 on."), (posting.State, posting.LastError));
        bridge.Time.SetUtcNow(new(2026, 11, 26, 5, 59, 0, TimeSpan.Zero));
        await SweepAsync(bridge);
        // Midnight in Chicago.
        posting = await PostingAsync(bridge);
        Assert.AreEqual((PostingState.Pending, new DateTime(2026, 11, 26, 6, 0, 0, DateTimeKind.Utc)), (posting.State, posting.NextAttemptAt));
        bridge.Time.SetUtcNow(new(2026, 11, 26, 6, 0, 0, TimeSpan.Zero));
        await SweepAsync(bridge);
        Assert.AreEqual(PostingState.Posted, (await PostingAsync(bridge)).State);
    }

    [TestMethod]
    public async Task Grant_WindowIsOver_GoesToTheNextTermThatTakesCredit()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await bridge.DbAsync(db => db.Terms.ExecuteUpdateAsync(set => set.SetProperty(term => term.PostUntil, new DateOnly(2026, 11, 20))));
        await bridge.AddAsync(new Term { Code = "2027SP", Name = "Spring 2027", StartsOn = new(2027, 1, 10), EndsOn = new(2027, 5, 20), IsOpen = true });
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        await bridge.NightAsync();
        var posting = await PostingAsync(bridge);
        Assert.AreEqual((PostingState.Posted, "2027SP"), (posting.State, posting.TermCode));
    }

    [TestMethod]
    public async Task Sweep_WindowEndedSinceTheGrant_IsLeftToAPerson()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, LearnerStanding.Applicant)));
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        await bridge.NightAsync();
        await bridge.DbAsync(db => db.Terms.ExecuteUpdateAsync(set => set.SetProperty(term => term.PostUntil, new DateOnly(2026, 11, 20))));
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, LearnerStanding.Enrolled)));
        await SweepAsync(bridge);
        var posting = await PostingAsync(bridge);
        Assert.AreEqual((PostingState.Dead, "Term 2026FA takes no credit any more: post it again, and it goes to the term that does."), (posting.State, posting.LastError));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Reconcile_TranscriptShowsTheCredit_IsOnTranscript(Core.Data.DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada), Row("2", "ben@example.edu")));
        await bridge.NightAsync();
        Assert.AreEqual(2, await bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State == PostingState.Posted)));
        var lines = await bridge.DbAsync(db => db.GrantLines.Include(line => line.Posting).OrderBy(line => line.Id).ToListAsync());
        // The second learner's entry has other credits than were granted: that is not this credit.
        await bridge.AddAsync(lines.Select((line, index) => new TranscriptEntry { LearnerId = line.Posting!.LearnerId, CourseCode = "MATH 1431", TermCode = "2026FA", State = TranscriptState.Transferred, Credits = line.Credits + index }));
        await ReconcileAsync(bridge);
        var states = await bridge.DbAsync(db => db.GrantLines.OrderBy(line => line.Id).Select(line => line.Posting!.State).ToListAsync());
        CollectionAssert.AreEqual(new[] { PostingState.OnTranscript, PostingState.Posted }, states);
    }

    [TestMethod]
    public async Task Reconcile_BackupOfBeforeThePostings_ListsTheGapAndNothingIsPostedTwice()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, LearnerStanding.Applicant)));
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        await bridge.NightAsync();
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.Standing, LearnerStanding.Enrolled)));
        var file = Core.Data.DatabaseOptions.SqliteFile(bridge.Data.Path);
        await CopyAsync(file, file + ".backup");

        // After the backup: the one that waited is posted, and another one is granted and posted.
        bridge.Drop(Acme, "b.csv", Csv(Row("2", "ben@example.edu")));
        await bridge.NightAsync();
        Assert.AreEqual(2, await bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State == PostingState.Posted)));
        await CopyAsync(file + ".backup", file);
        Assert.AreEqual(1, await bridge.DbAsync(db => db.Postings.CountAsync()));

        await ReconcileAsync(bridge);
        var gap = await bridge.DbAsync(db => db.ReconciliationDifferences.Where(difference => difference.OpenKey != null).ToListAsync());
        Assert.HasCount(2, gap);
        Assert.IsTrue(gap.TrueForAll(difference => difference.Kind == DifferenceKind.OnlyInStudentSystem));
        Assert.ContainsSingle(difference => difference.Sentence.Contains("still to be posted", StringComparison.Ordinal), gap);
        Assert.ContainsSingle(difference => difference.Sentence.Contains("no grant here does", StringComparison.Ordinal), gap);

        bridge.Time.Advance(TimeSpan.FromHours(1));
        await bridge.NightAsync();
        Assert.AreEqual(2, await bridge.DbAsync(db => db.Postings.CountAsync(posting => posting.State == PostingState.Posted)));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.ReconciliationDifferences.CountAsync(difference => difference.OpenKey != null)));
        var keys = Directory.GetFiles(bridge.Data.Outbox, "credit-*.csv").SelectMany(path => File.ReadLines(path).Skip(1)).Select(row => row.Split(',')[0]).ToList();
        Assert.HasCount(2, keys);
        Assert.HasCount(2, keys.Distinct());
    }

    private static async Task CopyAsync(string from, string to)
    {
        SqliteConnection.ClearAllPools();
        await using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        await using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        await source.OpenAsync();
        await target.OpenAsync();
        source.BackupDatabase(target);
    }

    private static string Batch(TestBridge bridge) => File.ReadAllText(Directory.GetFiles(bridge.Data.Outbox, "credit-*.csv").Single());

    private static Task<Posting> PostingAsync(TestBridge bridge) => bridge.DbAsync(db => db.Postings.SingleAsync());

    private static Task WriteAsync(TestBridge bridge, CodeKind kind, string ours, string theirs) =>
        bridge.InScopeAsync<CodeKeeping>(keeping => keeping.WriteAsync(kind, new Dictionary<string, string?> { [ours] = theirs }, TestBridge.Registrar, CancellationToken.None));

    private static Task ReconcileAsync(TestBridge bridge) => bridge.InScopeAsync<Reconciling>(reconciling => reconciling.ReconcileAsync(CancellationToken.None));

    private static Task SweepAsync(TestBridge bridge) => bridge.InScopeAsync<PostingSweep>(sweep => sweep.NextAsync(CancellationToken.None));
}
