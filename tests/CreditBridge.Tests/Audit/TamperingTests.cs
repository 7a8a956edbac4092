using System.Globalization;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Audit;

/// <summary>Whatever somebody with the database's own password changes in the trail is found, and the sentence says where.</summary>
[TestClass]
public sealed class TamperingTests
{
    private const string Zeros = "'\\x0000000000000000000000000000000000000000000000000000000000000000'";

    /// <summary>What is done, which numbers the findings bear (- for none), and what one of them says.</summary>
    private static readonly (string Name, string Sql, string Sequences, string Says)[] Kinds =
    [
        ("id", Edit("Id", "'11111111-1111-7111-8111-111111111111'"), "9", "its id, time, role"),
        ("time", Edit("At", "'2026-11-24 09:00:00'"), "9", "its id, time, role"),
        ("actor", Edit("ActorName", "'Mallory'"), "9", "its actor, before, after or why"),
        ("role", Edit("ActorRole", "'Auditor'"), "9", "its id, time, role"),
        ("a role that is none", Edit("ActorRole", "'Hacker'"), "9 - -", "can't be read"),
        ("user", Edit("ActorUserId", "'11111111-1111-7111-8111-111111111111'"), "9", "its actor"),
        ("action", Edit("Action", "'Nothing done'"), "9", "its id, time, role"),
        ("subject type", Edit("SubjectType", "'Other'"), "9", "its id, time, role"),
        ("subject", Edit("SubjectId", "'11111111-1111-7111-8111-111111111111'"), "9", "its id, time, role"),
        ("before", Edit("Before", "'nothing'"), "9", "its actor, before"),
        ("after", Edit("After", "NULL"), "9", "its actor, before"),
        ("why", Edit("Why", "'because'"), "9", "its actor, before"),
        ("salt", Edit("Salt", "'\\x00000000000000000000000000000000'"), "9", "its actor, before"),
        ("no salt", Edit("Salt", "NULL"), "9", "its actor, before"),
        ("payload hash", Edit("PayloadHash", Zeros), "9 9", "payload hash is not what was sealed"),
        ("content hash", Edit("ContentHash", Zeros), "9 9 - - -", "does not follow"),
        ("chain hash", Edit("ChainHash", Zeros), "9 10", "does not follow"),
        ("no chain hash", Edit("ChainHash", "NULL"), "9 - -", "not all of its hashes"),
        ("short hash", Edit("ContentHash", "'\\x00'"), "9 - -", "not all of its hashes"),
        ("marked as redacted", Edit("RedactedAt", "'2026-11-25 09:00:00'"), "9 9", "holds texts again"),
        ("blanked without a word", "UPDATE \"AuditEntries\" SET \"ActorName\" = '(redacted)', \"ActorUserId\" = NULL, \"Before\" = NULL, \"After\" = NULL, \"Why\" = NULL, \"Salt\" = NULL, \"RedactedAt\" = '2026-11-25 09:00:00' WHERE \"Sequence\" = 9", "9", "no entry of the trail says"),
        ("number taken away", Edit("Sequence", "NULL"), "9 - - -", "taken out of the chain"),
        ("seal taken away", "UPDATE \"AuditEntries\" SET \"Sequence\" = NULL, \"PayloadHash\" = NULL, \"ContentHash\" = NULL, \"ChainHash\" = NULL WHERE \"Sequence\" = 9", "9 - -", "Entry 9 is missing"),
        ("another number", Edit("Sequence", "900"), "9 323 - - -", "Entry 9 is missing"),
        ("number below one", Edit("Sequence", "-9"), "-9 9 - -", "numbers begin with 1"),
        ("first removed", "DELETE FROM \"AuditEntries\" WHERE \"Sequence\" = 1", "1 - -", "Entry 1 is missing"),
        ("some removed", "DELETE FROM \"AuditEntries\" WHERE \"Sequence\" BETWEEN 9 AND 12", "9 - -", "Entries 9 to 12 are missing"),
        ("last of a checkpoint removed", "DELETE FROM \"AuditEntries\" WHERE \"Sequence\" = 300", "300 - -", "its last, is missing"),
        ("last removed", "DELETE FROM \"AuditEntries\" WHERE \"Sequence\" = 322", "- -", "trail ends with entry 321: 1 were removed"),
        ("removed and the others moved up", "DELETE FROM \"AuditEntries\" WHERE \"Sequence\" = 9; UPDATE \"AuditEntries\" SET \"Sequence\" = -\"Sequence\" WHERE \"Sequence\" > 9; UPDATE \"AuditEntries\" SET \"Sequence\" = -\"Sequence\" - 1 WHERE \"Sequence\" < 0", "9 - - - - - -", "does not follow"),
        ("two swapped", "UPDATE \"AuditEntries\" SET \"Sequence\" = -1 WHERE \"Sequence\" = 9; UPDATE \"AuditEntries\" SET \"Sequence\" = 9 WHERE \"Sequence\" = 10; UPDATE \"AuditEntries\" SET \"Sequence\" = 10 WHERE \"Sequence\" = -1", "9 10 11 - - -", "does not follow"),
        ("put in", $"UPDATE \"AuditEntries\" SET \"Sequence\" = -\"Sequence\" WHERE \"Sequence\" > 9; UPDATE \"AuditEntries\" SET \"Sequence\" = 1 - \"Sequence\" WHERE \"Sequence\" < 0; {Insert("10")}", "10 - - - - -", "not all of its hashes"),
        ("put in at the end", Insert("323"), "323 -", "somebody else numbered them"),
        ("put in without a number, dated back", Insert("NULL"), "-", "dated back"),
        ("put in, and no program can read it", Insert("NULL") + "; UPDATE \"AuditEntries\" SET \"ActorRole\" = 'Hacker' WHERE \"Sequence\" IS NULL", "-", "nothing is sealed until that is mended"),
        ("root of a checkpoint", $"UPDATE \"AuditCheckpoints\" SET \"RootHash\" = {Zeros} WHERE \"TreeSize\" = 300", "- -", "another root than its 300"),
        ("chain hash of a checkpoint", $"UPDATE \"AuditCheckpoints\" SET \"ChainHash\" = {Zeros} WHERE \"TreeSize\" = 300", "- -", "another chain hash than entry 300"),
        ("size of a checkpoint", "UPDATE \"AuditCheckpoints\" SET \"TreeSize\" = 299 WHERE \"TreeSize\" = 300", "- - -", "The checkpoint of 2026-11-24 has another root"),
        ("day of a checkpoint", "UPDATE \"AuditCheckpoints\" SET \"Day\" = '2026-11-20' WHERE \"TreeSize\" = 300", "-", "not as the trail tells of it"),
        ("time of a checkpoint", "UPDATE \"AuditCheckpoints\" SET \"MadeAt\" = '2026-11-24 09:00:00' WHERE \"TreeSize\" = 300", "-", "not as the trail tells of it"),
        ("checkpoint removed", "DELETE FROM \"AuditCheckpoints\" WHERE \"TreeSize\" = 300", "301", "that entry 301 tells of is missing"),
        ("stored block", $"UPDATE \"TrailBlocks\" SET \"Hash\" = {Zeros}", "-", "The stored block 0 (entries 1 to 256)"),
        ("head", $"UPDATE \"TrailHeads\" SET \"ChainHash\" = {Zeros}", "-", "another chain hash than entry 322, the last"),
        ("head's number", "UPDATE \"TrailHeads\" SET \"Sequence\" = 330", "-", "8 were removed from its end"),
        ("head removed", "DELETE FROM \"TrailHeads\"", "-", "own row is missing"),
    ];

    public static IEnumerable<object[]> Cases => from kind in Kinds from provider in new[] { DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql } select new object[] { provider, kind.Name };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public async Task Verify_AfterTampering_SaysWhichRowAndWhat(DatabaseProvider provider, string name)
    {
        var (_, sql, sequences, says) = Kinds.Single(kind => kind.Name == name);
        await using var bridge = await TestTrail.CreateSealedAsync(provider);
        var before = await bridge.VerifyAsync();
        Assert.AreEqual((322L, 0L, 0L, 2, 0L), (before.Sealed, before.Waiting, before.Redacted, before.Checkpoints, before.FindingCount), string.Join('\n', before.Findings.Select(finding => finding.Sentence)));

        await bridge.TamperAsync(provider == DatabaseProvider.PostgreSql ? sql.Replace(":00'", ":00Z'", StringComparison.Ordinal) : sql);
        var report = await bridge.VerifyAsync();
        var found = string.Join('\n', report.Findings.Select(finding => finding.Sentence));
        Assert.IsFalse(report.IsIntact);
        Assert.Contains(says, found);
        Assert.AreEqual(sequences, string.Join(' ', report.Findings.Select(finding => finding.Sequence?.ToString(CultureInfo.InvariantCulture) ?? "-").Order(StringComparer.Ordinal)
            .OrderBy(sequence => sequence == "-").ThenBy(sequence => sequence == "-" ? 0 : int.Parse(sequence, CultureInfo.InvariantCulture))), found);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Verify_AfterEditingAndRehashingAllRows_FindsTheCheckpoints(DatabaseProvider provider)
    {
        await using var bridge = await TestTrail.CreateSealedAsync(provider);
        var kept = await bridge.NewestCheckpointAsync();
        await bridge.TamperAsync(Edit("Why", "'a better reason'"));
        await RehashAsync(bridge);
        var report = await bridge.VerifyAsync();
        var found = report.Findings.Select(finding => finding.Sentence).ToList();
        Assert.IsTrue(found.TrueForAll(sentence => sentence.Contains("checkpoint", StringComparison.Ordinal) || sentence.Contains("block 0", StringComparison.Ordinal)), string.Join('\n', found));
        Assert.IsTrue(found.Exists(sentence => sentence.StartsWith("The checkpoint of 2026-11-24 has another root", StringComparison.Ordinal)));

        // Whoever then makes the checkpoints anew, too, is found by one that was kept outside.
        await bridge.DbAsync(async db =>
        {
            await db.AuditCheckpoints.ExecuteDeleteAsync();
            await db.AuditEntries.Where(entry => entry.SubjectType == nameof(AuditCheckpoint)).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.SubjectType, "Other"));
            await db.TrailBlocks.ExecuteDeleteAsync();
        });
        await RehashAsync(bridge);
        await bridge.DbAsync(async db =>
        {
            db.Add(new TrailBlock { Number = 0, Hash = MerkleTree.Root((await bridge.EntriesAsync()).Take(256).Select(entry => MerkleTree.Leaf(entry.ContentHash!))) });
            await db.SaveChangesAsync();
        });
        Assert.IsTrue((await bridge.VerifyAsync()).IsIntact);
        Assert.AreEqual(2, (await bridge.VerifyAsync(kept)).FindingCount);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Verify_AfterATailCutWithHeadAndCheckpoint_NeedsTheOneKeptOutside(DatabaseProvider provider)
    {
        await using var bridge = await TestTrail.CreateSealedAsync(provider);
        var kept = await bridge.NewestCheckpointAsync();
        await bridge.TamperAsync("DELETE FROM \"AuditEntries\" WHERE \"Sequence\" > 310; DELETE FROM \"AuditCheckpoints\" WHERE \"TreeSize\" > 310");
        var chain = (await bridge.EntriesAsync())[^1].ChainHash!;
        await bridge.DbAsync(db => db.TrailHeads.ExecuteUpdateAsync(set => set.SetProperty(head => head.Sequence, 310).SetProperty(head => head.ChainHash, chain)));
        Assert.IsTrue((await bridge.VerifyAsync()).IsIntact);
        var report = await bridge.VerifyAsync(kept);
        Assert.AreEqual("The checkpoint of 2026-11-25 that was kept outside holds 321 entries, but the trail ends with entry 310: 11 were removed from its end.", report.Findings.Single().Sentence);
    }

    /// <summary>Makes every row fit its neighbours again, as somebody would who has read the source.</summary>
    private static async Task RehashAsync(TestBridge bridge)
    {
        var chain = SealHash.Start;
        var entries = await bridge.EntriesAsync();
        await bridge.DbAsync(async db =>
        {
            foreach (var entry in entries)
            {
                var payload = SealHash.OfPayload(entry);
                var content = SealHash.OfContent(entry.Id, entry.At, entry.ActorRole?.ToString(), entry.Action, entry.SubjectType, entry.SubjectId, payload);
                chain = SealHash.OfChain(chain, content);
                await db.Database.ExecuteSqlAsync($"UPDATE \"AuditEntries\" SET \"PayloadHash\" = {payload}, \"ContentHash\" = {content}, \"ChainHash\" = {chain} WHERE \"Sequence\" = {entry.Sequence}");
            }

            await db.TrailHeads.ExecuteUpdateAsync(set => set.SetProperty(head => head.ChainHash, chain));
        });
    }

    private static string Edit(string column, string value) => $"UPDATE \"AuditEntries\" SET \"{column}\" = {value} WHERE \"Sequence\" = 9";

    private static string Insert(string sequence) =>
        $"INSERT INTO \"AuditEntries\" (\"Id\", \"At\", \"ActorName\", \"Action\", \"SubjectType\", \"SubjectId\", \"Sequence\") VALUES ('22222222-2222-7222-8222-222222222222', '2026-01-01 09:00:00', 'Mallory', 'Credit granted', 'CreditGrant', '33333333-3333-7333-8333-333333333333', {sequence})";
}
