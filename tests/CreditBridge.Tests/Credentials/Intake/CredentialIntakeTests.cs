using CreditBridge.Core.Data;
using CreditBridge.Jobs.Night;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Credentials.Intake;

/// <summary>Intake through the real night: files in, rows out.</summary>
[TestClass]
public sealed class CredentialIntakeTests
{
    [TestMethod]
    [DatabaseData]
    public async Task Night_NewThenChangedThenUnchanged_CountsEachOnce(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada), Row("2", "ben@example.edu"), Row("3", "nobody@example.edu")));
        Counts(await bridge.NightAsync(), @new: 3);

        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, result: "91", updated: "2026-06-01T00:00:00Z"), Row("2", "ben@example.edu"), Row("3", "nobody@example.edu")));
        Counts(await bridge.NightAsync(), changed: 1, unchanged: 2);
        Counts(await bridge.NightAsync());

        await bridge.DbAsync(async db =>
        {
            var credential = await db.Credentials.SingleAsync(c => c.ExternalId == "1");
            Assert.AreEqual(91m, credential.Results.Single().Value);
            Assert.AreEqual(2, credential.Number);
            var history = await db.CredentialVersions.SingleAsync();
            Assert.AreEqual(1, history.Number);
            Assert.Contains("82", history.Payload);
        });
    }

    [TestMethod]
    [DatabaseData]
    public async Task Night_OlderAfterNewer_KeepsTheNewerAndBothInHistory(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, result: "91", updated: "2026-06-01T00:00:00Z"), Row("1", Ada, result: "60", updated: "2026-05-01T00:00:00Z")));
        Counts(await bridge.NightAsync(), @new: 1, duplicate: 1);
        await bridge.DbAsync(async db =>
        {
            Assert.AreEqual(91m, (await db.Credentials.SingleAsync()).Results.Single().Value);
            Assert.AreEqual(0, (await db.CredentialVersions.SingleAsync()).Number);
        });
    }

    [TestMethod]
    [DatabaseData]
    public async Task Night_NewerAfterOlderInOnePage_TakesTheNewer(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, result: "60", updated: "2026-05-01T00:00:00Z"), Row("1", Ada, result: "91", updated: "2026-06-01T00:00:00Z")));
        Counts(await bridge.NightAsync(), @new: 1, changed: 1);
        Assert.AreEqual(91m, (await bridge.DbAsync(db => db.Credentials.SingleAsync())).Results.Single().Value);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Night_OneIdTwiceWithoutATime_KeepsTheFirstAndAsksAPerson(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        var file = Csv(Row("1", Ada, result: "82", updated: ""), Row("1", Ada, result: "99", updated: ""));
        bridge.Drop(Acme, "a.csv", file);
        Counts(await bridge.NightAsync(), @new: 1, quarantined: 1);
        // Read again because the file changed, it does not flip.
        bridge.Drop(Acme, "a.csv", file + Row("2", "ben@example.edu") + "\n");
        Counts(await bridge.NightAsync(), @new: 1, unchanged: 1, quarantined: 1);
        await bridge.DbAsync(async db =>
        {
            Assert.AreEqual(82m, (await db.Credentials.SingleAsync(c => c.ExternalId == "1")).Results.Single().Value);
            var record = await db.QuarantinedRecords.SingleAsync();
            Assert.AreEqual("id-twice", record.Reason);
            Assert.AreEqual("a.csv:3", record.Location);
        });
    }

    [TestMethod]
    [DatabaseData]
    public async Task Night_ExternalIdsThatDifferByCase_AreTwoCredentials(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("abc", Ada), Row("ABC", Ada)));
        Counts(await bridge.NightAsync(), @new: 2);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Night_TwoLearnersConfirmedOneAddress_MatchesNeither(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        await bridge.AddAsync(LearnerOf("S4", "Ada too", Ada, bridge.Time.GetUtcNow().UtcDateTime));
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        var night = await bridge.NightAsync();
        Assert.AreEqual(1, night.Sum(run => run.Unmatched));
        Assert.AreEqual(0, night.Night.Granted);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Night_AddressConfirmedLater_MatchesByItself(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", "dee@example.edu")));
        Assert.AreEqual(0, (await bridge.NightAsync()).Night.Granted);
        await bridge.AddAsync(LearnerOf("S4", "Dee", "dee@example.edu", bridge.Time.GetUtcNow().UtcDateTime));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Granted);
    }

    [TestMethod]
    public async Task Night_RevocationDatedBeforeAPullWithoutATime_IsTaken()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, updated: "")));
        await bridge.NightAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, status: "revoked", updated: "2026-11-24T07:00:00Z")));
        Counts(await bridge.NightAsync(), changed: 1);
        Assert.AreEqual(Core.Credentials.CredentialStatus.Revoked, (await bridge.DbAsync(db => db.Credentials.SingleAsync())).Status);
    }

    [TestMethod]
    public async Task Night_RecipientChangesAfterTheGrant_NeverGrantsAutomaticallyAgain()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Granted);
        bridge.Drop(Acme, "a.csv", Csv(Row("1", "ben@example.edu", updated: "2026-11-01T00:00:00Z")));
        var night = (await bridge.NightAsync()).Night;
        Assert.AreEqual((0, 1), (night.Granted, night.Requested));
        Assert.Contains("changed the recipient", (await bridge.DbAsync(db => db.Credentials.SingleAsync())).Checks.Single().Sentence);
    }

    [TestMethod]
    public async Task Night_SourceUpdatesACredential_DoesNotMoveTheDayOfAsking()
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        await bridge.NightAsync();
        bridge.Time.Advance(TimeSpan.FromDays(30));
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, result: "91", updated: "2026-12-01T00:00:00Z")));
        await bridge.NightAsync();
        var credential = await bridge.DbAsync(db => db.Credentials.SingleAsync());
        Assert.AreEqual(TimeSpan.FromDays(30), credential.TakenAt - credential.FirstTakenAt);
    }

    private static void Counts(NightSummary night, int @new = 0, int changed = 0, int unchanged = 0, int duplicate = 0, int quarantined = 0)
    {
        Assert.AreEqual(
            $"new {@new}, changed {changed}, unchanged {unchanged}, duplicate {duplicate}, quarantined {quarantined}",
            $"new {night.Sum(run => run.New)}, changed {night.Sum(run => run.Changed)}, unchanged {night.Sum(run => run.Unchanged)}, duplicate {night.Sum(run => run.Duplicate)}, quarantined {night.Sum(run => run.Quarantined)}");
    }
}
