using System.Text.Json.Nodes;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Partners;
using CreditBridge.OpenBadges;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Credentials.Intake;

/// <summary>A learner brings what nobody can check, to get or to block what is another's.</summary>
[TestClass]
public sealed class BadgeClaimingTests
{
    private const string Ben = "ben@example.edu";
    private static readonly Actor Learner = new("Ada Learner", Role.Learner);

    private readonly TestDocuments _web = new();
    private readonly TestIssuer _acme;

    public BadgeClaimingTests() => _acme = new(_web);

    [TestMethod]
    [DataRow(null)]
    [DataRow("pepper")]
    public async Task Add_UncheckedBadgeThatNamesTwo_DoesNotCatchTheOthersBadgeWhenItsPartnerSendsIt(string? salt)
    {
        await using var bridge = await BridgeAsync();
        Assert.IsInstanceOfType<BadgeAnswer.Added>(await AddAsync(bridge, Unchecked("1", Ben, Ada, salt), "S1"));
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ben, salt: salt));
        var night = await bridge.NightAsync();
        var credential = await bridge.DbAsync(db => db.Credentials.SingleAsync());
        Assert.AreNotEqual(await IdAsync(bridge, "S1"), credential.LearnerId, $"{credential.Verification}, {credential.Assurance}, granted {night.Night.Granted}");
    }

    [TestMethod]
    public async Task Add_UncheckedBadge_TeachesThePartnerNothing()
    {
        await using var bridge = await BridgeAsync();
        await AddAsync(bridge, Unchecked("1", Ada, Ada, null, "new-course"), "S1");
        Assert.AreEqual(0, await bridge.DbAsync(db => db.Achievements.CountAsync(achievement => achievement.ExternalId == "new-course" && db.Partners.Any(partner => partner.Id == achievement.PartnerId && partner.Code == Acme))));
    }

    [TestMethod]
    public async Task Add_WithTheIdOfAnotherIssuersBadge_IsAnsweredWithASentence()
    {
        await using var bridge = await BridgeAsync();
        var mallory = new TestIssuer(_web, "mallory.example");
        var third = new TestIssuer(_web, "third.example");
        var copy = mallory.BadgeJson("1", Ada);
        copy["id"] = "https://third.example/badges/1";
        Assert.IsInstanceOfType<BadgeAnswer.Added>(await AddAsync(bridge, mallory.Sign(copy), "S1"));
        Assert.Contains("by another issuer", ((BadgeAnswer.Refused)await AddAsync(bridge, third.Badge("1", Ben), "S2")).Sentence);
    }

    /// <summary>Of a suite that is not verified here: it is kept, and nothing of it is shown to be true.</summary>
    private string Unchecked(string id, string first, string second, string? salt, string achievement = "basics")
    {
        var badge = _acme.BadgeJson(id, first, achievement, salt: salt);
        ((JsonArray)badge["credentialSubject"]!["identifier"]!).Add(new JsonObject { ["type"] = "IdentityObject", ["identityType"] = "emailAddress", ["hashed"] = salt is not null, ["identityHash"] = second });
        if (salt is not null)
            badge["credentialSubject"]!["identifier"]![1] = _acme.BadgeJson(id, second, salt: salt)["credentialSubject"]!["identifier"]![0]!.DeepClone();
        badge["proof"] = new JsonObject { ["type"] = "DataIntegrityProof", ["cryptosuite"] = "suite-of-nobody", ["proofPurpose"] = "assertionMethod", ["verificationMethod"] = $"{_acme.Did}#k1", ["proofValue"] = "zzz" };
        return badge.ToJsonString();
    }

    private static Task<Guid> IdAsync(TestBridge bridge, string student) => bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == student).Select(learner => learner.Id).SingleAsync());

    private static async Task<BadgeAnswer> AddAsync(TestBridge bridge, string given, string student)
    {
        var learner = await IdAsync(bridge, student);
        return (await bridge.InScopeAsync<BadgeAdding, IReadOnlyList<BadgeAnswer>>(adding => adding.AddAsync(learner, given, Learner, CancellationToken.None))).Single();
    }

    private async Task<TestBridge> BridgeAsync()
    {
        var bridge = await TestBridge.CreateAsync(DatabaseProvider.Sqlite, services => services.AddSingleton<IDocumentSource>(_web)).WithSmallUniversityAsync();
        var acme = await bridge.DbAsync(db => db.Partners.Select(partner => partner.Id).SingleAsync());
        await bridge.InScopeAsync<IssuerRegistering>(registering => registering.AddAsync(acme, _acme.Did, "Agreement", TestBridge.Registrar, CancellationToken.None));
        return bridge;
    }
}
