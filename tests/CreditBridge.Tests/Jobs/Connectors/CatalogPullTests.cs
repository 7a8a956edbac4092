using CreditBridge.Core;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Jobs.Connectors;

[TestClass]
public sealed class CatalogPullTests
{
    [TestMethod]
    public async Task Pull_OfWhatChanged_KeepsWhatItWasAndTouchesItsHolders_AndTheSameAgainChangesNothing()
    {
        await using var connected = await ConnectedBridge.CreateAsync("Credly", 20);
        await connected.PullAsync();
        var learned = await AchievementsAsync(connected);
        await connected.Bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.EvaluationDueAt, (DateTime?)null)));

        Assert.AreEqual(new CatalogCounts(0, learned.Count, 0, 0), await ReadAsync(connected));
        var now = await AchievementsAsync(connected);
        Assert.IsTrue(now.TrueForAll(one => one is { Number: 2, Level: "Intermediate", Skills: ["Analysis"] } && one.ChangedAt is not null));
        var versions = await connected.Bridge.DbAsync(db => db.AchievementVersions.AsNoTracking().ToListAsync());
        Assert.HasCount(learned.Count, versions);
        Assert.IsTrue(versions.TrueForAll(version => version.Number == 1 && !version.Facts.Contains("Intermediate", StringComparison.Ordinal)));
        Assert.AreEqual(0, await connected.Bridge.DbAsync(db => db.Learners.CountAsync(learner => learner.EvaluationDueAt == null && db.Credentials.Any(credential => credential.LearnerId == learner.Id))));

        Assert.AreEqual(new CatalogCounts(0, 0, learned.Count, 0), await ReadAsync(connected));
        await connected.Bridge.DbAsync(db => db.Achievements.Where(one => one.Id == learned[0].Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Hours, 40m).SetProperty(one => one.Level, "Beginner")));
        Assert.AreEqual(new CatalogCounts(0, 1, learned.Count - 1, 0), await ReadAsync(connected));
        Assert.AreEqual(40m, (await AchievementsAsync(connected)).Single(one => one.Id == learned[0].Id).Hours, "The partner says nothing of hours: ours stay.");
    }

    [TestMethod]
    public async Task Pull_ThatIsRefused_LeavesEverythingAsItWas()
    {
        await using var connected = await ConnectedBridge.CreateAsync("Credly", 5);
        connected.Source.Secret = "another by now";
        await Assert.ThrowsAsync<SourceException>(() => ReadAsync(connected));
        Assert.IsEmpty(await AchievementsAsync(connected));
        await connected.Bridge.DbAsync(db => db.Partners.ExecuteUpdateAsync(set => set.SetProperty(partner => partner.Connector, "Folder")));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ReadAsync(connected));
    }

    [TestMethod]
    public async Task Night_ReadsTheCatalogueOnce_UntilEverythingIsDueAgain()
    {
        await using var connected = await ConnectedBridge.CreateAsync("Credly", 5);
        await connected.Bridge.NightAsync();
        await connected.Bridge.NightAsync();
        Assert.AreEqual(1, Reads(connected));
        connected.Bridge.Time.Advance(TimeSpan.FromDays(8));
        await connected.Bridge.NightAsync();
        Assert.AreEqual(2, Reads(connected));
    }

    private static int Reads(ConnectedBridge connected) => connected.Source.Calls.Count(call => call.ToString().Contains("badge_templates", StringComparison.Ordinal));

    private static Task<CatalogCounts> ReadAsync(ConnectedBridge connected) =>
        connected.Bridge.InScopeAsync<CatalogPull, CatalogCounts>(pull => pull.PullAsync(connected.PartnerId, TestBridge.Registrar, night: null, CancellationToken.None));

    private static Task<List<Achievement>> AchievementsAsync(ConnectedBridge connected) => connected.Bridge.DbAsync(db => db.Achievements.AsNoTracking().OrderBy(one => one.ExternalId).ToListAsync());
}
