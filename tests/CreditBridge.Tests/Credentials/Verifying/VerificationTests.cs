using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Night;
using CreditBridge.Jobs.Night;
using CreditBridge.OpenBadges;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Credentials.Verifying;

/// <summary>Signed files through the real night and the real verifier; only the web is the test's.</summary>
[TestClass]
public sealed class VerificationTests
{
    private readonly TestDocuments _web = new();
    private readonly TestIssuer _acme;

    public VerificationTests() => _acme = new(_web);

    [TestMethod]
    [DatabaseData]
    public async Task Night_SignedByARegisteredIssuer_IsVerifiedAndGranted(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider);
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Granted);
        var credential = await CredentialAsync(bridge);
        Assert.AreEqual((VerificationState.Valid, CredentialStatus.Active, Assurance.Verified), (credential.Verification, credential.Status, credential.Assurance));
        Assert.Contains("stands in the register of Acme Academy", credential.Checks.Single(check => check.What == "Trust").Sentence);
        Assert.IsNotNull(credential.VerifyDueAt);
        Assert.IsGreaterThan(TimeSpan.FromDays(6), credential.VerifyDueAt.Value - bridge.Time.GetUtcNow().UtcDateTime);
    }

    [TestMethod]
    public async Task Night_SignedByAnIssuerNobodyRegistered_IsValidButThePartnersWord()
    {
        await using var bridge = await BridgeAsync(isRegistered: false);
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada));
        await bridge.NightAsync();
        var credential = await CredentialAsync(bridge);
        Assert.AreEqual((VerificationState.Valid, Assurance.PartnerAsserted), (credential.Verification, credential.Assurance));
        Assert.AreEqual(Credential.UnknownIssuer, credential.Checks.Single(check => check.What == "Trust").Reason);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Night_Tampered_IsInvalidAndGrantsNothing(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider);
        bridge.Drop(Acme, "a.jwt", TestIssuer.Forge(_acme.Badge("1", Ada, result: 60), text => text.Replace("\"60\"", "\"99\"", StringComparison.Ordinal)));
        var night = (await bridge.NightAsync()).Night;
        Assert.AreEqual((0, 0), (night.Granted, night.Requested));
        Assert.AreEqual((VerificationState.Invalid, Assurance.PartnerAsserted), await CredentialAsync(bridge) is var credential ? (credential.Verification, credential.Assurance) : default);
    }

    [TestMethod]
    public async Task Night_Unsigned_IsThePartnersWord()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.json", _acme.BadgeJson("1", Ada).ToJsonString());
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Granted);
        var credential = await CredentialAsync(bridge);
        Assert.AreEqual((VerificationState.NotSigned, Assurance.PartnerAsserted, (DateTime?)null), (credential.Verification, credential.Assurance, credential.VerifyDueAt));
    }

    [TestMethod]
    public async Task Night_Expired_IsGenuineAndLeftToTheRules()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada, until: "2026-06-01T12:00:00Z"));
        await bridge.NightAsync();
        var credential = await CredentialAsync(bridge);
        Assert.AreEqual((VerificationState.Valid, CredentialStatus.Expired, Assurance.Verified), (credential.Verification, credential.Status, credential.Assurance));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Night_IssuerUnreachable_IsRetriedWithBackOffThenJudgedByDay(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider);
        _web.Down.Add(_acme.Host);
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada));
        await bridge.NightAsync();
        var now = bridge.Time.GetUtcNow().UtcDateTime;
        var credential = await CredentialAsync(bridge);
        Assert.AreEqual((VerificationState.Indeterminate, 1, TimeSpan.FromMinutes(5)), (credential.Verification, credential.VerifyAttempts, credential.VerifyDueAt!.Value - now));

        await SweepAsync(bridge);
        Assert.AreEqual(1, (await CredentialAsync(bridge)).VerifyAttempts, "Asked before it was due.");
        foreach (var next in new[] { TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(1) })
        {
            bridge.Time.SetUtcNow(credential.VerifyDueAt!.Value);
            await SweepAsync(bridge);
            credential = await CredentialAsync(bridge);
            Assert.AreEqual(next, credential.VerifyDueAt!.Value - bridge.Time.GetUtcNow().UtcDateTime);
        }

        _web.Down.Clear();
        bridge.Time.SetUtcNow(credential.VerifyDueAt!.Value);
        await SweepAsync(bridge);
        credential = await CredentialAsync(bridge);
        Assert.AreEqual((VerificationState.Valid, 0), (credential.Verification, credential.VerifyAttempts));
        Assert.IsNotNull(await bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == "S1").Select(learner => learner.EvaluationDueAt).SingleAsync()));
    }

    [TestMethod]
    public async Task Night_StatusServerDownLater_KeepsTheVerdictAndSaysSo()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada));
        await bridge.NightAsync();
        _web.Down.Add(_acme.StatusHost);
        bridge.Time.Advance(TimeSpan.FromDays(1));
        await bridge.NightAsync();
        var credential = await CredentialAsync(bridge);
        Assert.AreEqual((VerificationState.Valid, CredentialStatus.Active, Assurance.Verified, 1), (credential.Verification, credential.Status, credential.Assurance, credential.VerifyAttempts));
        var check = credential.Checks.Single(check => check.What == "Checked again");
        Assert.AreEqual(VerificationState.Indeterminate, check.Result);
        StringAssert.EndsWith(check.Sentence, "What was found on 2026-11-24 stands.");
        _web.Down.Clear();
        bridge.Time.Advance(TimeSpan.FromDays(1));
        await bridge.NightAsync();
        Assert.IsFalse((await CredentialAsync(bridge)).Checks.Exists(check => check.What == "Checked again"));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.GrantCases.CountAsync()));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Night_RevokedAfterTheGrant_OpensOneCaseAndTheGrantStands(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider);
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Granted);
        bridge.Time.Advance(TimeSpan.FromDays(1));
        await bridge.NightAsync();
        Assert.AreEqual(0, await bridge.DbAsync(db => db.GrantCases.CountAsync()));

        _acme.Revoke(7);
        for (var night = 0; night < 3; night++)
        {
            bridge.Time.Advance(TimeSpan.FromDays(1));
            Assert.AreEqual(NightState.Completed, (await bridge.NightAsync()).State);
        }

        var found = await bridge.DbAsync(db => db.GrantCases.SingleAsync());
        Assert.AreEqual((CaseKind.Revoked, CaseState.Open), (found.Kind, found.State));
        var credential = await CredentialAsync(bridge);
        Assert.AreEqual((VerificationState.Valid, CredentialStatus.Revoked, (DateTime?)null), (credential.Verification, credential.Status, credential.VerifyDueAt));
        await bridge.DbAsync(async db =>
        {
            var line = await db.GrantLines.SingleAsync();
            Assert.IsNull(line.ReversedAt);
            Assert.IsTrue(await db.CredentialUses.AnyAsync() && await db.CredentialUses.AllAsync(use => use.HeldKey != null));
            Assert.AreEqual(1, await db.AuditEntries.CountAsync(entry => entry.Action == "Case opened"));
        });

        await bridge.InScopeAsync<CaseClosing>(closing => closing.CloseAsync(found.Id, CaseOutcome.CreditStands, "Revoked by mistake, the issuer says.", TestBridge.Evaluator, CancellationToken.None));
        await Assert.ThrowsExactlyAsync<Core.IllegalMoveException>(() => bridge.InScopeAsync<CaseClosing>(closing => closing.CloseAsync(found.Id, CaseOutcome.CreditToReverse, "No.", TestBridge.Registrar, CancellationToken.None)));
    }

    [TestMethod]
    public async Task Night_StaysSuspendedAfterTheGrant_OpensOneCaseAndNoOtherOnceItIsClosed()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada));
        await bridge.NightAsync();
        _acme.Suspend(7);
        for (var night = 0; night < 2; night++)
        {
            bridge.Time.Advance(TimeSpan.FromDays(1));
            await bridge.NightAsync();
        }

        var found = await bridge.DbAsync(db => db.GrantCases.SingleAsync());
        Assert.AreEqual(CaseKind.Suspended, found.Kind);
        await bridge.InScopeAsync<CaseClosing>(closing => closing.CloseAsync(found.Id, CaseOutcome.CreditStands, "The issuer is asked.", TestBridge.Evaluator, CancellationToken.None));
        var learner = await bridge.DbAsync(db => db.Credentials.Select(row => row.LearnerId).SingleAsync());
        // Trust in it changes while it is suspended: that is no second withdrawal.
        await bridge.DbAsync(db => db.Partners.ExecuteUpdateAsync(set => set.SetProperty(partner => partner.Issuers, new List<string>())));
        bridge.Time.Advance(TimeSpan.FromDays(1));
        await bridge.NightAsync();
        var credential = await CredentialAsync(bridge);
        Assert.AreEqual((CredentialStatus.Suspended, Assurance.PartnerAsserted, learner), (credential.Status, credential.Assurance, credential.LearnerId));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.GrantCases.CountAsync()));
    }

    [TestMethod]
    public async Task Night_Suspended_DoesNotCountUntilItIsLifted()
    {
        await using var bridge = await BridgeAsync();
        _acme.Suspend(7);
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada));
        var night = (await bridge.NightAsync()).Night;
        Assert.AreEqual((0, 0, CredentialStatus.Suspended), (night.Granted, night.Requested, (await CredentialAsync(bridge)).Status));
        _acme.Suspend(7, isSuspended: false);
        bridge.Time.Advance(TimeSpan.FromDays(7));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Granted);
        Assert.AreEqual(CredentialStatus.Active, (await CredentialAsync(bridge)).Status);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Night_TakenOverBetweenCheckAndWrite_WritesNothingAndIsVerifiedByTheNext(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider);
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada));
        _web.Asked = _ => bridge.DbAsync(db => db.NightRuns.ExecuteUpdateAsync(set => set.SetProperty(night => night.Fence, night => night.Fence + 1)));
        await Assert.ThrowsExactlyAsync<LeaseLostException>(bridge.NightAsync);
        var credential = await CredentialAsync(bridge);
        Assert.AreEqual((VerificationState.Indeterminate, (DateTime?)null, 0), (credential.Verification, credential.VerifiedAt, credential.VerifyAttempts));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));

        _web.Asked = _ => Task.CompletedTask;
        await bridge.DbAsync(db => db.NightRuns.ExecuteUpdateAsync(set => set.SetProperty(night => night.LeaseUntil, (DateTime?)null)));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Granted);
        Assert.AreEqual(VerificationState.Valid, (await CredentialAsync(bridge)).Verification);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Sweep_ContentReplacedWhileItIsChecked_LeavesTheNewContentDue(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider);
        _web.Down.Add(_acme.Host);
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada));
        await bridge.NightAsync();
        _web.Down.Clear();
        bridge.Time.Advance(TimeSpan.FromMinutes(5));
        _web.Asked = _ => bridge.DbAsync(db => db.Credentials.ExecuteUpdateAsync(set => set.SetProperty(row => row.PayloadSha256, new string('0', 64))));
        await SweepAsync(bridge);
        Assert.AreEqual(VerificationState.Indeterminate, (await CredentialAsync(bridge)).Verification);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Sweep_SeveralAtOnce_AskTheIssuerOnce(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider);
        _web.Down.Add(_acme.Host);
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada));
        await bridge.NightAsync();
        _web.Down.Clear();
        bridge.Time.Advance(TimeSpan.FromMinutes(5));
        var asked = 0;
        _web.Asked = async address =>
        {
            if (address.Host == _acme.Host)
                Interlocked.Increment(ref asked);
            await Task.Delay(200);
        };
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SweepAsync(bridge)));
        var alone = asked;
        await SweepAsync(bridge);
        Assert.AreEqual((VerificationState.Valid, alone), ((await CredentialAsync(bridge)).Verification, asked));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "Credential verified" && entry.After == "Valid, Active")));
        Assert.IsLessThanOrEqualTo(3, alone, "One check asks for the key and both lists; six asked for more.");
    }

    [TestMethod]
    public async Task Night_PlainRecordRevokedAfterTheGrant_OpensOneCaseToo()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada)));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Granted);
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, status: "revoked", updated: "2026-11-01T00:00:00Z")));
        await bridge.NightAsync();
        await bridge.NightAsync();
        Assert.AreEqual(CaseKind.Revoked, (await bridge.DbAsync(db => db.GrantCases.SingleAsync())).Kind);
        Assert.IsNull((await bridge.DbAsync(db => db.GrantLines.SingleAsync())).ReversedAt);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Night_HashedRecipient_FindsTheLearnerWhoseAddressItIs(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider);
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada, salt: "pepper"));
        bridge.Drop(Acme, "b.jwt", _acme.Badge("2", "nobody@example.edu", salt: "pepper"));
        var night = await bridge.NightAsync();
        Assert.AreEqual((2, 0, 1), (night.Sum(run => run.New), night.Sum(run => run.Quarantined), night.Night.Granted));
        await bridge.DbAsync(async db =>
        {
            var learner = await db.Credentials.Where(row => row.ExternalId.EndsWith("/1")).Join(db.Learners, row => row.LearnerId, learner => learner.Id, (_, learner) => learner.StudentNumber).SingleAsync();
            Assert.AreEqual("S1", learner);
            var other = await db.Credentials.SingleAsync(row => row.ExternalId.EndsWith("/2"));
            Assert.IsNull(other.LearnerId);
            Assert.AreEqual("a hidden address", other.RecipientDisplay);
        });
    }

    [TestMethod]
    public async Task Night_LearnerRecordWithAForgedCredentialInside_CountsTheOthersOnly()
    {
        await using var bridge = await BridgeAsync();
        var forged = TestIssuer.Forge(_acme.Badge("2", Ada, "advanced", result: 20), text => text.Replace("\"20\"", "\"95\"", StringComparison.Ordinal));
        bridge.Drop(Acme, "record.jwt", _acme.Sign(Clr(_acme, _acme.Badge("1", Ada), forged)));
        var night = await bridge.NightAsync();
        Assert.AreEqual((2, 1, 0), (night.Sum(run => run.New), night.Night.Granted, night.Night.Requested));
        await bridge.DbAsync(async db =>
        {
            var rows = await db.Credentials.OrderBy(row => row.ExternalId).ToListAsync();
            CollectionAssert.AreEqual(new[] { VerificationState.Valid, VerificationState.Invalid }, rows.ConvertAll(row => row.Verification));
            Assert.AreEqual("record.jwt, credential 1 of the learner record https://acme.example/records/1", rows[0].Location);
        });
    }

    [TestMethod]
    public async Task Night_NewAchievement_IsDescribedByItsCredential()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada, "statistics"));
        await bridge.NightAsync();
        var achievement = await bridge.DbAsync(db => db.Achievements.SingleAsync(row => row.ExternalId == "statistics"));
        Assert.AreEqual(("Acme statistics", "What was learned.", "Arithmetic", "numbers"), (achievement.Name, achievement.Description, achievement.Skills.Single(), achievement.Tags.Single()));
    }

    [TestMethod]
    public async Task Night_RecipientChangedBySignedContent_IsNeverGrantedByItself()
    {
        await using var bridge = await BridgeAsync();
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada));
        await bridge.NightAsync();
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", "ben@example.edu"));
        var night = (await bridge.NightAsync()).Night;
        Assert.AreEqual((0, 1), (night.Granted, night.Requested));
        var credential = await CredentialAsync(bridge);
        Assert.AreEqual(VerificationState.Indeterminate, credential.Verification);
        Assert.IsTrue(credential.Checks.Exists(check => check.Sentence.Contains("changed the recipient", StringComparison.Ordinal)));
    }

    internal static System.Text.Json.Nodes.JsonObject Clr(TestIssuer issuer, params string[] inside) => new()
    {
        ["@context"] = new System.Text.Json.Nodes.JsonArray("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"),
        ["id"] = $"https://{issuer.Host}/records/1",
        ["type"] = new System.Text.Json.Nodes.JsonArray("VerifiableCredential", "ClrCredential"),
        ["issuer"] = issuer.Did,
        ["name"] = "Record",
        ["validFrom"] = "2026-05-01T12:00:00Z",
        ["credentialSubject"] = new System.Text.Json.Nodes.JsonObject { ["type"] = new System.Text.Json.Nodes.JsonArray("ClrSubject"), ["verifiableCredential"] = new System.Text.Json.Nodes.JsonArray([.. inside.Select(text => (System.Text.Json.Nodes.JsonNode)text)]) },
    };

    private static Task<Credential> CredentialAsync(TestBridge bridge) => bridge.DbAsync(db => db.Credentials.SingleAsync());

    private static Task SweepAsync(TestBridge bridge) => bridge.InScopeAsync<NightJob>(job => job.SweepAsync(CancellationToken.None));

    private async Task<TestBridge> BridgeAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, bool isRegistered = true)
    {
        var bridge = await TestBridge.CreateAsync(provider, services => services.AddSingleton<IDocumentSource>(_web).AddScoped<NightJob>()).WithSmallUniversityAsync();
        if (isRegistered)
            await bridge.DbAsync(async db =>
            {
                (await db.Partners.AsTracking().SingleAsync()).Issuers = [_acme.Did];
                await db.SaveChangesAsync();
            });
        return bridge;
    }
}
