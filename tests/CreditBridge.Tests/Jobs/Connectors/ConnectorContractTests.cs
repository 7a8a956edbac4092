using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Simulators;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditBridge.Tests.Jobs.Connectors;

/// <summary>What every connector must do (partners.md, 'Every connector'), against a simulator of its API over real HTTP.</summary>
[TestClass]
public sealed class ConnectorContractTests
{
    public static IEnumerable<object[]> Names => ConnectorCase.Names;

    public static IEnumerable<object[]> Paged => ConnectorCase.Paged;

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Pull_Everything_TakesEachOnceAndMatchesLearners(string connector)
    {
        await using var connected = await ConnectedBridge.CreateAsync(connector);
        var run = await connected.PullAsync();
        Assert.AreEqual((SyncRunState.Completed, connected.Visible(120), 0, 0), (run.State, run.New, run.Duplicate, run.Quarantined), run.Problems);
        Assert.AreEqual(20, run.Matched);
        var credentials = await connected.CredentialsAsync();
        Assert.HasCount(connected.Visible(120), credentials.Select(credential => credential.ExternalId).Distinct());
        var first = credentials.Single(credential => credential.RecipientKey.EndsWith("learner0@simulated.example", StringComparison.Ordinal) || credential.RecipientKey.EndsWith(":learner0", StringComparison.Ordinal));
        var record = connected.Source.Records[0];
        Assert.AreEqual((DateOnly.FromDateTime(record.IssuedAt), CredentialStatus.Active), (first.IssuedOn, first.Status));
        Assert.IsNotNull(first.LearnerId);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Pull_ThreeTimes_ChangesNothing(string connector)
    {
        await using var connected = await ConnectedBridge.CreateAsync(connector);
        await connected.PullAsync();
        var before = (await connected.CredentialsAsync()).ConvertAll(credential => (credential.ExternalId, credential.PayloadSha256, credential.Number, credential.Status));
        for (var again = 0; again < 2; again++)
        {
            var run = await connected.PullAsync();
            Assert.AreEqual((SyncRunState.Completed, 0, 0, 0, 0), (run.State, run.New, run.Changed, run.Quarantined, run.Missing), run.Problems);
            Assert.AreEqual(run.Read, run.Unchanged + run.Duplicate);
        }

        CollectionAssert.AreEqual(before, (await connected.CredentialsAsync()).ConvertAll(credential => (credential.ExternalId, credential.PayloadSha256, credential.Number, credential.Status)));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Pull_AfterARevocation_TakesItWhereTheSourceSays(string connector)
    {
        await using var connected = await ConnectedBridge.CreateAsync(connector, records: 20);
        await connected.PullAsync();
        await connected.PullAsync();
        connected.Bridge.Time.Advance(TimeSpan.FromHours(20));
        var revoked = connected.Source.Records[3];
        connected.Source.Revoke(revoked.Id);
        var run = await connected.PullAsync();
        Assert.AreEqual(SyncRunState.Completed, run.State, run.Problems);
        var statuses = (await connected.CredentialsAsync()).Where(credential => credential.Status == CredentialStatus.Revoked).Select(credential => credential.RecipientKey).ToList();
        if (!connected.Bridge.Services.GetServices<IPartnerConnector>().Single(one => one.Name == connector).Abilities.Revocations)
            Assert.IsEmpty(statuses, "It does not claim to tell revocations.");
        else
            Assert.Contains("learner3", statuses.Single());
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Sweep_RecordGone_IsFlaggedNeverRevokedAndComesBack(string connector)
    {
        await using var connected = await ConnectedBridge.CreateAsync(connector, records: 20);
        await connected.PullAsync();
        await connected.PullAsync();
        connected.Bridge.Time.Advance(TimeSpan.FromDays(1));
        var gone = connected.Source.Records[5];
        connected.Source.Remove(gone.Id);
        var run = await connected.PullAsync(isFull: true);
        var lists = connected.Bridge.Services.GetServices<IPartnerConnector>().Single(one => one.Name == connector).Abilities.Lists;
        Assert.AreEqual((SyncRunState.Completed, lists ? 1 : 0), (run.State, run.Missing), run.Problems);
        var credentials = await connected.CredentialsAsync();
        Assert.HasCount(20, credentials, "Missing is never a deletion.");
        Assert.AreEqual(lists ? 1 : 0, credentials.Count(credential => credential.Status == CredentialStatus.NotSeen));
        Assert.IsFalse(credentials.Exists(credential => credential.Status == CredentialStatus.Revoked));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Pull_WrongSecret_FailsWithASentenceAndGoesOnOnceItIsRight(string connector)
    {
        await using var connected = await ConnectedBridge.CreateAsync(connector, records: 20);
        connected.Source.Secret = "another-secret-entirely";
        var refused = await Assert.ThrowsAsync<SourceException>(connected.TestAsync);
        Assert.Contains("401", refused.Message);
        var failed = await connected.PullAsync();
        Assert.AreEqual((SyncRunState.Failed, 0), (failed.State, failed.Read));
        Assert.Contains("check the secret", failed.Problems!);
        await connected.SetAsync(_ => { });
        Assert.Contains("It answers", await connected.TestAsync());
        Assert.AreEqual(20, (await connected.PullAsync()).New);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Pull_OnePoisonedRecord_TakesTheOthersAndKeepsItWhole(string connector)
    {
        await using var connected = await ConnectedBridge.CreateAsync(connector, records: 20);
        connected.Source.Fault(FaultNames.Poison, times: 1);
        var run = await connected.PullAsync();
        Assert.AreEqual((SyncRunState.Completed, 19, 1), (run.State, run.New, run.Quarantined), run.Problems);
        var kept = await connected.Bridge.DbAsync(db => db.QuarantinedRecords.AsNoTracking().SingleAsync());
        Assert.IsGreaterThan(20, kept.Payload.Length);
        Assert.IsGreaterThan(10, kept.Sentence.Length);
        // As it stands it still can't be taken, and says why; the source sends it whole next time.
        Assert.HasCount(1, (await connected.Bridge.InScopeAsync<QuarantineHandling, (int, IReadOnlyCollection<string> Why)>(handling => handling.ReplayAsync([kept.Id], TestBridge.Registrar, CancellationToken.None))).Why);
        Assert.AreEqual((1, 0), (await connected.PullAsync(isFull: true)) is var next ? (next.New, next.Quarantined) : default);
    }

    [TestMethod]
    [DynamicData(nameof(Paged))]
    public async Task Pull_FailsInTheMiddle_KeepsWhatWasTakenAndGoesOnThere(string connector)
    {
        await using var connected = await ConnectedBridge.CreateAsync(connector, records: 600, pageSize: 100);
        var answered = 0;
        connected.Source.Fault(FaultNames.Unavailable, rate: 0.6, seed: 3);
        var run = await connected.PullAsync();
        for (; run.State != SyncRunState.Completed && answered < 40; answered++)
        {
            connected.Bridge.Time.Advance(TimeSpan.FromHours(1));
            await connected.Bridge.InScopeAsync<SyncRequests>(async requests =>
            {
                foreach (var due in await requests.DueAsync(CancellationToken.None))
                    await connected.WorkAsync(due);
            });
            run = await connected.RunAsync(run.Id);
        }

        Assert.AreEqual(SyncRunState.Completed, run.State, run.Problems);
        Assert.IsGreaterThan(0, answered, "The fault never hit hard enough to say anything.");
        Assert.AreEqual((600, 600), (run.New, (await connected.CredentialsAsync()).Count));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public async Task Settings_Missing_AreRefusedBeforeAnythingIsCalled(string connector)
    {
        await using var connected = await ConnectedBridge.CreateAsync(connector, records: 5);
        await connected.SetAsync(settings => settings[connected.Connector.Secret] = "");
        var run = await connected.PullAsync();
        Assert.AreEqual(SyncRunState.Failed, run.State);
        Assert.Contains("The settings of The partner are not right: Write the", run.Problems!);
        Assert.IsEmpty(connected.Source.Calls);
    }
}
