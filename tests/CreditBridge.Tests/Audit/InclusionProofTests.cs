using System.Diagnostics;
using System.Security.Cryptography;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Tests.House;
using CreditBridge.Tests.Support;

namespace CreditBridge.Tests.Audit;

[TestClass]
public sealed class InclusionProofTests
{
    [TestMethod]
    [DatabaseData]
    public async Task OfEntry_EachThatACheckpointHolds_LeadsToItsRoot(DatabaseProvider provider)
    {
        await using var bridge = await TestTrail.CreateSealedAsync(provider);
        foreach (var sequence in (long[])[1, 2, 255, 256, 257, 299, 300, 301, 320, 321])
        {
            var proof = await bridge.InScopeAsync<InclusionProofs, InclusionProof?>(proofs => proofs.OfEntryAsync(sequence));
            Assert.IsNotNull(proof, $"entry {sequence}");
            Assert.AreEqual(sequence <= 300 ? 300 : 321, proof.Checkpoint.TreeSize);
            Assert.IsFalse((proof with { Sequence = sequence + 1 }).Verifies());
            Assert.IsFalse((proof with { Entry = proof.Entry with { Action = "Credit granted" } }).Verifies());
        }

        foreach (var sequence in (long[])[-1, 0, 322, 323])
            Assert.IsNull(await bridge.InScopeAsync<InclusionProofs, InclusionProof?>(proofs => proofs.OfEntryAsync(sequence)), $"entry {sequence}");
        await bridge.TamperAsync("DELETE FROM \"AuditEntries\" WHERE \"Sequence\" = 290");
        Assert.IsNull(await bridge.InScopeAsync<InclusionProofs, InclusionProof?>(proofs => proofs.OfEntryAsync(270)), "A trail that leads nowhere proves nothing.");
    }

    [TestMethod]
    public async Task OfGrant_BeforeAndAfterItsCheckpoint_ShowsWhatAnybodyCanComputeAndNoPerson()
    {
        await using var bridge = await TestTrail.CreateAsync(DatabaseProvider.Sqlite, 20);
        var grant = Guid.CreateVersion7();
        var now = bridge.Time.GetUtcNow().UtcDateTime;
        await bridge.AddAsync(
            AuditEntry.Of(TestBridge.Evaluator, now, "Credit granted", nameof(CreditGrant), grant, null, "EQ-00001: 3 credits", "Ada Lovelace passed"),
            AuditEntry.Of(TestBridge.Evaluator, now.AddHours(1), "Something else", nameof(CreditGrant), grant));
        Assert.IsNull(await OfGrantAsync(grant));
        await bridge.SealAsync();
        var proof = await OfGrantAsync(grant);
        Assert.IsNotNull(proof);
        Assert.AreEqual(("Credit granted", grant, Role.Evaluator), (proof.Entry.Action, proof.Entry.SubjectId, proof.Entry.ActorRole));
        Assert.IsNull(await OfGrantAsync(Guid.CreateVersion7()));
        var shown = proof.ToJson();
        foreach (var personal in (string[])["Ada", "Evan", "EQ-00001", TestBridge.Evaluator.UserId!.Value.ToString()])
            Assert.DoesNotContain(personal, shown);

        // As docs/trail.md tells a stranger to do it, with nothing but SHA-256.
        byte[] Field(string? text) => text is null ? [255, 255, 255, 255] : [0, 0, 0, (byte)text.Length, .. System.Text.Encoding.UTF8.GetBytes(text)];
        var entry = proof.Entry;
        byte[] fields = [.. Field("creditbridge.audit.content.v1"), .. Field(entry.Id.ToString()), .. Field(entry.At.ToString("o")), .. Field("Evaluator"), .. Field(entry.Action), .. Field(entry.SubjectType), .. Field(grant.ToString())];
        var content = SHA256.HashData([.. fields, .. Convert.FromHexString(entry.PayloadHash)]);
        Assert.AreEqual(proof.ContentHash, Convert.ToHexStringLower(content));
        var hash = SHA256.HashData([0, .. content]);
        Assert.AreEqual(proof.LeafHash, Convert.ToHexStringLower(hash));
        var (index, last) = (proof.Sequence - 1, proof.Checkpoint.TreeSize - 1);
        foreach (var sibling in proof.Path.Select(Convert.FromHexString))
        {
            while (index % 2 == 0 && index == last)
                (index, last) = (index / 2, last / 2);
            hash = index % 2 == 1 ? SHA256.HashData([1, .. sibling, .. hash]) : SHA256.HashData([1, .. hash, .. sibling]);
            (index, last) = (index / 2, last / 2);
        }

        Assert.AreEqual(proof.Checkpoint.RootHash, Convert.ToHexStringLower(hash));

        Task<InclusionProof?> OfGrantAsync(Guid id) => bridge.InScopeAsync<InclusionProofs, InclusionProof?>(proofs => proofs.OfGrantAsync(id));
    }

    /// <summary>The commands that docs/trail.md gives to strangers, taken from there.</summary>
    [TestMethod]
    public async Task Docs_ShellThatVerifiesAProof_DoesSoAndRefusesAForgedOne()
    {
        await using var bridge = await TestTrail.CreateSealedAsync(DatabaseProvider.Sqlite);
        var docs = await File.ReadAllTextAsync(Path.Combine(HouseTests.Root, "docs", "trail.md"));
        var script = docs.Split("```sh\n")[1].Split("```")[0];
        foreach (var sequence in (long[])[1, 256, 257, 300, 321])
        {
            var proof = (await bridge.InScopeAsync<InclusionProofs, InclusionProof?>(proofs => proofs.OfEntryAsync(sequence)))!;
            Assert.AreEqual("The entry stands in the trail.", await RunAsync(proof), $"entry {sequence}");
            Assert.AreEqual("It does not.", await RunAsync(proof with { Entry = proof.Entry with { SubjectId = Guid.Empty } }), $"entry {sequence}");
        }

        async Task<string> RunAsync(InclusionProof proof)
        {
            await File.WriteAllTextAsync(Path.Combine(bridge.Data.Path, "proof.json"), proof.ToJson());
            var start = new ProcessStartInfo("/bin/sh", ["-c", $"command -v jq xxd sha256sum >/dev/null || exit 77\n{script}"]) { WorkingDirectory = bridge.Data.Path, RedirectStandardOutput = true };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode == 77)
                Assert.Inconclusive("jq, xxd or sha256sum is not installed.");
            return output.Trim();
        }
    }
}
