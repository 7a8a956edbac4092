using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Tests.Jobs.Connectors;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Jobs.Night;

[TestClass]
public sealed class RawPurgingTests
{
    private const string Header = "id,achievement_id,recipient_email,issued_on,updated_at\n";

    [TestMethod]
    public async Task Night_AfterTheAgreementsDays_ForgetsRawRecordsAndKeepsTheirHashes()
    {
        await using var files = await FilesBridge.CreateAsync("Folder", []);
        var issuer = new TestIssuer(new TestDocuments());
        files.Drop("a.csv", Header + "1,basics,learner1@simulated.example,2026-05-01,2026-05-02\n2,basics,learner2@simulated.example,2026-05-01,2026-05-02\n3,basics,learner3@simulated.example,never,\n");
        files.Drop("b.jwt", issuer.Badge("1", "learner4@simulated.example"));
        await files.PullAsync();
        files.Drop("c.csv", Header + "2,basics,learner2@simulated.example,2026-05-03,2026-05-04\n");
        await files.PullAsync();
        var before = await HashesAsync(files);
        await PurgeAsync(files);
        Assert.IsTrue((await files.CredentialsAsync()).TrueForAll(credential => credential.Payload.Length > 0), "Without days in the agreement all is kept.");

        await files.Bridge.DbAsync(async db =>
        {
            (await db.Partners.AsTracking().SingleAsync()).RetainRawDays = 30;
            await db.SaveChangesAsync();
        });
        files.Bridge.Time.Advance(TimeSpan.FromDays(29));
        await PurgeAsync(files);
        Assert.IsTrue((await files.CredentialsAsync()).TrueForAll(credential => credential.Payload.Length > 0), "A day before its time.");
        files.Bridge.Time.Advance(TimeSpan.FromDays(2));
        await files.Bridge.NightAsync();

        var credentials = await files.CredentialsAsync();
        Assert.HasCount(3, credentials);
        Assert.IsTrue(credentials.TrueForAll(credential => credential.Payload.Length > 0 == (credential.Format == CredentialFormat.OpenBadges)), "A signed credential is the evidence itself.");
        Assert.AreEqual("", await files.Bridge.DbAsync(db => db.CredentialVersions.Select(version => version.Payload).SingleAsync()));
        var record = (await files.QuarantinedAsync()).Single();
        Assert.AreEqual(("", null, QuarantineState.Waiting), (record.Payload, record.Header, record.State));
        CollectionAssert.AreEqual(before, await HashesAsync(files));
        Assert.Contains("no longer kept", (await files.Bridge.InScopeAsync<QuarantineHandling, (int, IReadOnlyCollection<string> Why)>(handling => handling.ReplayAsync([record.Id], TestBridge.Registrar, CancellationToken.None))).Why.Single());
        Assert.AreEqual("4", await files.Bridge.DbAsync(db => db.AuditEntries.Where(entry => entry.Action == "Raw records removed" && entry.SubjectType == nameof(Partner)).Select(entry => entry.After).SingleAsync()));
        // What comes again is known by its hash, and is not kept again.
        files.Drop("d.csv", Header + "1,basics,learner1@simulated.example,2026-05-01,2026-05-02\n", days: 0.5);
        Assert.AreEqual((0, 1), (await files.PullAsync()) is var run ? (run.Changed, run.Unchanged) : default);
    }

    private static Task PurgeAsync(FilesBridge files) => files.Bridge.InScopeAsync<RawPurging>(purging => purging.PurgeAsync(night: null, CancellationToken.None));

    private static Task<List<string>> HashesAsync(FilesBridge files) => files.Bridge.DbAsync(async db => (await db.Credentials.Select(credential => credential.PayloadSha256).ToListAsync())
        .Concat(await db.CredentialVersions.Select(version => version.PayloadSha256).ToListAsync()).Concat(await db.QuarantinedRecords.Select(record => record.PayloadSha256).ToListAsync()).Order(StringComparer.Ordinal).ToList());
}
