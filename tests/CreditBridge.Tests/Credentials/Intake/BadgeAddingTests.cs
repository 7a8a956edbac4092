using System.Text;
using CreditBridge.Core.Access;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Night;
using CreditBridge.OpenBadges;
using CreditBridge.Tests.Credentials.Verifying;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Credentials.Intake;

/// <summary>A learner brings a badge: what is it, whose, and what came of it.</summary>
[TestClass]
public sealed class BadgeAddingTests
{
    private static readonly Actor Learner = new("Ada Learner", Role.Learner);

    private readonly TestDocuments _web = new();
    private readonly TestIssuer _acme;

    public BadgeAddingTests() => _acme = new(_web);

    [TestMethod]
    [DatabaseData]
    public async Task Add_OwnBadgeOfARegisteredIssuer_IsVerifiedAtOnceAndGrantedByNight(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider);
        var added = (BadgeAnswer.Added)await AddAsync(bridge, _acme.Badge("1", Ada));
        Assert.AreEqual((VerificationState.Valid, CredentialStatus.Active, true, "Acme basics"), (added.State, added.Status, added.IsRegistered, added.Title));
        Assert.IsTrue(added.Checks.Any(check => check.What == "Signature") && added.Checks.Any(check => check.What == "Recipient") && added.Checks.Any(check => check.What == "Trust"));
        var credential = await bridge.DbAsync(db => db.Credentials.SingleAsync());
        Assert.AreEqual(Assurance.Verified, credential.Assurance);
        Assert.AreEqual(1, await bridge.DbAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == "Badge added" && entry.ActorName == Learner.Name)));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Granted);
    }

    [TestMethod]
    public async Task Add_SecondTime_SaysThatItIsThere()
    {
        await using var bridge = await BridgeAsync();
        await AddAsync(bridge, _acme.Badge("1", Ada));
        Assert.IsInstanceOfType<BadgeAnswer.AlreadyThere>(await AddAsync(bridge, _acme.Badge("1", Ada)));
        Assert.AreEqual(1, await bridge.DbAsync(db => db.Credentials.CountAsync()));
    }

    [TestMethod]
    [DataRow(null, "It names b…@e….edu")]
    [DataRow("pepper", "It names its owner by a hidden address")]
    public async Task Add_AnotherLearnersBadge_IsRefusedWithAMaskedNameAndNothingStored(string? salt, string sentence)
    {
        await using var bridge = await BridgeAsync();
        var refused = (BadgeAnswer.Refused)await AddAsync(bridge, _acme.Badge("1", "ben@example.edu", salt: salt));
        StringAssert.StartsWith(refused.Sentence, sentence);
        Assert.DoesNotContain("ben@", refused.Sentence);
        Assert.AreEqual((0, 0), await bridge.DbAsync(async db => (await db.Credentials.CountAsync(), await db.AuditEntries.CountAsync(entry => entry.Action == "Badge added"))));
    }

    [TestMethod]
    public async Task Add_OwnBadgeByAHiddenAddress_IsAdded()
    {
        await using var bridge = await BridgeAsync();
        Assert.IsInstanceOfType<BadgeAnswer.Added>(await AddAsync(bridge, _acme.Badge("1", Ada, salt: "pepper")));
    }

    [TestMethod]
    public async Task Add_Forged_IsRefusedWithEachCheck()
    {
        await using var bridge = await BridgeAsync();
        var forged = TestIssuer.Forge(_acme.Badge("1", "ben@example.edu"), text => text.Replace("ben@example.edu", Ada, StringComparison.Ordinal));
        var refused = (BadgeAnswer.Refused)await AddAsync(bridge, forged);
        Assert.Contains("signature does not fit", refused.Sentence);
        Assert.IsTrue(refused.Checks.Any(check => check.Reason == Reasons.BadSignature));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.Credentials.CountAsync()));
    }

    [TestMethod]
    public async Task Add_Unsigned_IsRefused()
    {
        await using var bridge = await BridgeAsync();
        Assert.IsInstanceOfType<BadgeAnswer.Refused>(await AddAsync(bridge, _acme.BadgeJson("1", Ada).ToJsonString()));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.Credentials.CountAsync()));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Add_OfAnUnregisteredIssuer_GoesToTheStandingPartnerUntilSomebodyRegistersIt(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider, isRegistered: false);
        var added = (BadgeAnswer.Added)await AddAsync(bridge, _acme.Badge("1", Ada));
        Assert.AreEqual((VerificationState.Valid, false), (added.State, added.IsRegistered));
        var credential = await bridge.DbAsync(db => db.Credentials.SingleAsync());
        Assert.AreEqual(Assurance.LearnerSupplied, credential.Assurance);
        var standing = await bridge.DbAsync(db => db.Partners.SingleAsync(partner => partner.Code == Partner.UnregisteredCode));
        Assert.AreEqual(standing.Id, credential.PartnerId);
        var night = await bridge.NightAsync();
        Assert.AreEqual((Core.Night.NightState.Completed, 0, 1), (night.State, night.Night.Granted, night.Partners.Count), "Nothing is pulled from it.");

        var acme = await bridge.DbAsync(db => db.Partners.SingleAsync(partner => partner.Code == Acme));
        await bridge.InScopeAsync<IssuerRegistering>(registering => registering.AddAsync(acme.Id, _acme.Did, "Their letter of today", TestBridge.Registrar, CancellationToken.None));
        credential = await bridge.DbAsync(db => db.Credentials.SingleAsync());
        Assert.AreEqual((acme.Id, Assurance.Verified), (credential.PartnerId, credential.Assurance));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Granted);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Add_ThenTheFolderSendsIt_IsOneCredential(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider, isRegistered: false);
        var badge = _acme.Badge("1", Ada);
        await AddAsync(bridge, badge);
        bridge.Drop(Acme, "a.jwt", badge);
        var night = await bridge.NightAsync();
        Assert.AreEqual((0, 1, 0), (night.Sum(run => run.New), night.Sum(run => run.Unchanged), night.Sum(run => run.Changed)));
        var credential = await bridge.DbAsync(db => db.Credentials.SingleAsync());
        Assert.AreEqual((false, Assurance.PartnerAsserted), (credential.IsLearnerSupplied, credential.Assurance));
        Assert.AreEqual(1, night.Night.Granted, "It is the partner's now, and its rule looks at it.");
    }

    [TestMethod]
    [DatabaseData]
    public async Task Folder_ThenAdded_IsOneCredentialThatFindsItsLearner(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider);
        var badge = _acme.Badge("1", "dee@example.edu");
        bridge.Drop(Acme, "a.jwt", badge);
        await bridge.NightAsync();
        await bridge.AddAsync(LearnerOf("S4", "Dee", "dee@example.edu", bridge.Time.GetUtcNow().UtcDateTime));
        Assert.IsInstanceOfType<BadgeAnswer.AlreadyThere>(await AddAsync(bridge, badge, "S4"));
        Assert.IsInstanceOfType<BadgeAnswer.Refused>(await AddAsync(bridge, badge, "S1"));
        Assert.AreEqual("S4", await bridge.DbAsync(db => db.Credentials.Join(db.Learners, row => row.LearnerId, learner => learner.Id, (_, learner) => learner.StudentNumber).SingleAsync()));
    }

    [TestMethod]
    public async Task Add_IssuerUnreachable_IsKeptAndJudgedWithinTheNextMinutes()
    {
        await using var bridge = await BridgeAsync();
        _web.Down.Add(_acme.Host);
        Assert.AreEqual(VerificationState.Indeterminate, ((BadgeAnswer.Added)await AddAsync(bridge, _acme.Badge("1", Ada))).State);
        _web.Down.Clear();
        bridge.Time.Advance(TimeSpan.FromMinutes(5));
        await bridge.InScopeAsync<NightJob>(job => job.SweepAsync(CancellationToken.None));
        var credential = await bridge.DbAsync(db => db.Credentials.SingleAsync());
        Assert.AreEqual((VerificationState.Valid, Assurance.Verified), (credential.Verification, credential.Assurance));
    }

    [TestMethod]
    public async Task Add_Revoked_IsKeptAsRevokedAndGrantsNothing()
    {
        await using var bridge = await BridgeAsync();
        _acme.Revoke(7);
        Assert.AreEqual(CredentialStatus.Revoked, ((BadgeAnswer.Added)await AddAsync(bridge, _acme.Badge("1", Ada))).Status);
        Assert.AreEqual(0, (await bridge.NightAsync()).Night.Granted);
    }

    [TestMethod]
    public async Task Add_ByLink_FetchesIt()
    {
        await using var bridge = await BridgeAsync();
        _web.Put("https://acme.example/badges/1", _acme.Badge("1", Ada));
        Assert.IsInstanceOfType<BadgeAnswer.Added>(await AddAsync(bridge, " https://acme.example/badges/1 "));
        Assert.Contains("https://acme.example/badges/1", (await bridge.DbAsync(db => db.Credentials.SingleAsync())).Location);
    }

    [TestMethod]
    [DataRow("http://acme.example/badges/1", "does not begin with https://")]
    [DataRow("https://acme.example/gone", "The link could not be read")]
    [DataRow("https://acme.example/page", "neither a PNG")]
    [DataRow("hello", "neither a JSON credential")]
    [DataRow("{\"type\":[\"VerifiableCredential\"]}", "A credential has exactly one issuer.")]
    public async Task Add_WhatIsNoBadge_IsRefusedWithASentence(string given, string sentence)
    {
        await using var bridge = await BridgeAsync();
        _web.Put("https://acme.example/page", [0xFF, 0xD8, 0xFF]);
        Assert.Contains(sentence, ((BadgeAnswer.Refused)await AddAsync(bridge, given)).Sentence);
    }

    [TestMethod]
    public async Task Add_MoreThanAMebibyte_IsRefused()
    {
        await using var bridge = await BridgeAsync();
        Assert.Contains("at most 1,048,576", ((BadgeAnswer.Refused)await AddAsync(bridge, new string(' ', 10) + new string('x', BadgeAdding.MostBytes + 1))).Sentence);
    }

    [TestMethod]
    public async Task Add_LearnerRecord_AnswersForEachCredentialInside()
    {
        await using var bridge = await BridgeAsync();
        var forged = TestIssuer.Forge(_acme.Badge("2", Ada, "advanced", result: 20), text => text.Replace("\"20\"", "\"95\"", StringComparison.Ordinal));
        var answers = await AllAsync(bridge, _acme.Sign(VerificationTests.Clr(_acme, _acme.Badge("1", Ada), forged, _acme.Badge("3", "ben@example.edu"))));
        CollectionAssert.AreEqual(new[] { typeof(BadgeAnswer.Added), typeof(BadgeAnswer.Refused), typeof(BadgeAnswer.Refused) }, answers.Select(answer => answer.GetType()).ToList());
    }

    [TestMethod]
    public async Task Add_WhenTheQuotaIsFull_IsRefused()
    {
        await using var bridge = await BridgeAsync();
        await AddAsync(bridge, _acme.Badge("1", Ada));
        await bridge.DbAsync(async db =>
        {
            var first = await db.Credentials.SingleAsync();
            for (var number = 2; number <= BadgeAdding.MostOfOneLearner; number++)
                db.Credentials.Add(new Credential
                {
                    PartnerId = first.PartnerId,
                    ExternalId = $"x{number}",
                    CanonicalId = $"x{number}",
                    AchievementId = first.AchievementId,
                    LearnerId = first.LearnerId,
                    RecipientKey = first.RecipientKey,
                    IssuedOn = first.IssuedOn,
                    Status = first.Status,
                    Verification = first.Verification,
                    Assurance = first.Assurance,
                    Format = first.Format,
                    Location = "",
                    Payload = "",
                    PayloadSha256 = "",
                    SourceUpdatedAt = null,
                    TakenAt = first.TakenAt,
                    FirstTakenAt = first.TakenAt,
                    SyncRunId = Guid.Empty,
                    IsLearnerSupplied = true,
                });
            await db.SaveChangesAsync();
        });
        Assert.Contains("You have added 200 badges", ((BadgeAnswer.Refused)await AddAsync(bridge, _acme.Badge("2", Ada))).Sentence);
    }

    [TestMethod]
    [DatabaseData]
    public async Task Add_TheSameTwentyTimesAtOnce_IsOneCredential(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider, isRegistered: false);
        var badge = _acme.Badge("1", Ada);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AddAsync(bridge, badge)));
        Assert.AreEqual(1, answers.Count(answer => answer is BadgeAnswer.Added));
        Assert.AreEqual(19, answers.Count(answer => answer is BadgeAnswer.AlreadyThere));
        Assert.AreEqual((1, 1), await bridge.DbAsync(async db => (await db.Credentials.CountAsync(), await db.Partners.CountAsync(partner => partner.Code == Partner.UnregisteredCode))));
    }

    [TestMethod]
    public async Task Add_BySomebodyWhoMayNot_IsRefused()
    {
        await using var bridge = await BridgeAsync();
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => bridge.InScopeAsync<BadgeAdding>(adding => adding.AddAsync(Guid.NewGuid(), "x", TestBridge.Evaluator, CancellationToken.None)));
    }

    private static async Task<BadgeAnswer> AddAsync(TestBridge bridge, string given, string student = "S1") => (await AllAsync(bridge, given, student)).Single();

    private static async Task<IReadOnlyList<BadgeAnswer>> AllAsync(TestBridge bridge, string given, string student = "S1")
    {
        var learner = await bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == student).Select(learner => learner.Id).SingleAsync());
        return await bridge.InScopeAsync<BadgeAdding, IReadOnlyList<BadgeAnswer>>(adding => given.Length > 1000 && given.StartsWith(' ')
            ? adding.AddAsync(learner, Encoding.UTF8.GetBytes(given), "badge.json", Learner, CancellationToken.None)
            : adding.AddAsync(learner, given, Learner, CancellationToken.None));
    }

    private async Task<TestBridge> BridgeAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, bool isRegistered = true)
    {
        var bridge = await TestBridge.CreateAsync(provider, services => services.AddSingleton<IDocumentSource>(_web).AddScoped<NightJob>()).WithSmallUniversityAsync();
        if (isRegistered)
        {
            var acme = await bridge.DbAsync(db => db.Partners.Select(partner => partner.Id).SingleAsync());
            await bridge.InScopeAsync<IssuerRegistering>(registering => registering.AddAsync(acme, _acme.Did, "Agreement", TestBridge.Registrar, CancellationToken.None));
        }

        return bridge;
    }
}
