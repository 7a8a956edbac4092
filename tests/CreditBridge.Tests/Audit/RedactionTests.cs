using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Audit;

[TestClass]
public sealed class RedactionTests
{
    private static readonly Actor Administrator = new("Ada Administrator", Role.Administrator, Guid.CreateVersion7());

    [TestMethod]
    [DatabaseData]
    public async Task Redact_SealedEntries_LeavesNoTextAndATrailThatVerifies(DatabaseProvider provider)
    {
        await using var bridge = await TestTrail.CreateSealedAsync(provider);
        var before = (await bridge.EntriesAsync()).Take(5).ToList();
        var ids = before.ConvertAll(entry => entry.Id);
        Assert.AreEqual(5, await RedactAsync(bridge, Administrator, "Erasure asked for", ids));
        Assert.AreEqual(0, await RedactAsync(bridge, Administrator, "Erasure asked for", ids), "Once is enough.");
        var waiting = await bridge.VerifyAsync();
        Assert.AreEqual((5L, 5L, 0L), (waiting.Redacted, waiting.Waiting, waiting.FindingCount));
        Assert.AreEqual(5, await bridge.SealAsync());
        var report = await bridge.VerifyAsync();
        Assert.AreEqual((327L, 5L, 0L), (report.Sealed, report.Redacted, report.FindingCount));

        foreach (var (old, entry) in before.Zip(await bridge.EntriesAsync()))
        {
            Assert.AreEqual(("(redacted)", (Guid?)null, (string?)null, (string?)null, (string?)null, (byte[]?)null), (entry.ActorName, entry.ActorUserId, entry.Before, entry.After, entry.Why, entry.Salt));
            Assert.AreEqual((old.At, old.ActorRole, old.Action, old.SubjectId), (entry.At, entry.ActorRole, entry.Action, entry.SubjectId));
            CollectionAssert.AreEqual(old.PayloadHash, entry.PayloadHash);
        }

        var record = await bridge.DbAsync(db => db.AuditEntries.SingleAsync(entry => entry.SubjectId == ids[0]));
        Assert.AreEqual(("Trail entry redacted", "Ada Administrator", "Erasure asked for"), (record.Action, record.ActorName, record.Why));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Verify_WhenARedactedEntryGetsItsTextBackOrItsRecordIsRemoved_SaysSo(DatabaseProvider provider)
    {
        await using var bridge = await TestTrail.CreateSealedAsync(provider);
        await RedactAsync(bridge, Administrator, "Erasure asked for", [(await bridge.EntriesAsync())[8].Id]);
        await bridge.TamperAsync("UPDATE \"AuditEntries\" SET \"Why\" = 'another' WHERE \"Sequence\" = 9; DELETE FROM \"AuditEntries\" WHERE \"Action\" = 'Trail entry redacted'");
        CollectionAssert.AreEqual(
            new[] { "Entry 9 is marked as redacted, but holds texts again.", "Entry 9 is blank, but no entry of the trail says that it was redacted then." },
            (await bridge.VerifyAsync()).Findings.Select(finding => finding.Sentence).ToList());
    }

    [TestMethod]
    public async Task Redact_WithoutAReasonOrTheRightOrASeal_IsRefused()
    {
        await using var bridge = await TestTrail.CreateAsync(DatabaseProvider.Sqlite, 1);
        var id = (await bridge.EntriesAsync())[0].Id;
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => RedactAsync(bridge, Administrator, "Erasure", [id]));
        await bridge.SealAsync();
        await Assert.ThrowsExactlyAsync<ArgumentException>(() => RedactAsync(bridge, Administrator, " ", [id]));
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Administrator))
            await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => RedactAsync(bridge, new Actor("Somebody", role), "Erasure", [id]));
        var checkpoint = (await bridge.EntriesAsync())[1];
        Assert.AreEqual(nameof(AuditCheckpoint), checkpoint.SubjectType);
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => RedactAsync(bridge, Administrator, "Erasure", [checkpoint.Id]));
        Assert.AreEqual((2, 0L), (await bridge.DbAsync(db => db.AuditEntries.CountAsync()), (await bridge.VerifyAsync()).Redacted));
    }

    private static Task<int> RedactAsync(TestBridge bridge, Actor actor, string why, List<Guid> ids) => bridge.InScopeAsync<Redaction, int>(redaction => redaction.RedactAsync(ids, actor, why, CancellationToken.None));
}
