using CreditBridge.Core;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.OpenBadges;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Partners;

[TestClass]
public sealed class IssuerRegisteringTests
{
    private readonly TestDocuments _web = new();
    private readonly TestIssuer _acme;

    public IssuerRegisteringTests() => _acme = new(_web);

    [TestMethod]
    [DatabaseData]
    public async Task AddAndRemove_ChangeWhatStandsBehindItsCredentials(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider);
        bridge.Drop(Acme, "a.jwt", _acme.Badge("1", Ada));
        await bridge.NightAsync();
        await ChangeAsync(bridge, (registering, partner) => registering.AddAsync(partner, _acme.Did, "Agreement of 2026", TestBridge.Registrar, CancellationToken.None));
        Assert.AreEqual(Assurance.Verified, await AssuranceAsync(bridge));
        await ChangeAsync(bridge, (registering, partner) => registering.RemoveAsync(partner, _acme.Did, "They lost the key", TestBridge.Registrar, CancellationToken.None));
        Assert.AreEqual(Assurance.PartnerAsserted, await AssuranceAsync(bridge));
        var entries = await bridge.DbAsync(db => db.AuditEntries.Where(entry => entry.SubjectType == nameof(Partner)).OrderBy(entry => entry.Id).Select(entry => $"{entry.Action}: {entry.Before}→{entry.After}, {entry.Why}").ToListAsync());
        CollectionAssert.AreEqual(new[] { $"Issuer registered: →{_acme.Did}, Agreement of 2026", $"Issuer removed: {_acme.Did}→, They lost the key" }, entries);
        Assert.IsNotNull(await bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == "S1").Select(learner => learner.EvaluationDueAt).SingleAsync()));
    }

    [TestMethod]
    public async Task Add_AnIssuerOfAnotherPartner_IsRefused()
    {
        await using var bridge = await BridgeAsync();
        await bridge.AddAsync(new Partner { Code = "other", Name = "Other Academy", Connector = Partner.NoConnector, Issuers = [_acme.Did] });
        var refused = await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ChangeAsync(bridge, (registering, partner) => registering.AddAsync(partner, _acme.Did, "Why", TestBridge.Registrar, CancellationToken.None)));
        Assert.Contains("Other Academy already", refused.Message);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("did:web")]
    [DataRow("http://badges.example")]
    [DataRow("https://badges.example/with space")]
    [DataRow("javascript:alert(1)")]
    public async Task Add_WhatIsNoIssuer_IsRefused(string issuer)
    {
        await using var bridge = await BridgeAsync();
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => ChangeAsync(bridge, (registering, partner) => registering.AddAsync(partner, issuer, "Why", TestBridge.Registrar, CancellationToken.None)));
    }

    [TestMethod]
    public async Task Add_BySomebodyWhoMayNot_IsRefused()
    {
        await using var bridge = await BridgeAsync();
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => ChangeAsync(bridge, (registering, partner) => registering.AddAsync(partner, _acme.Did, "Why", TestBridge.Evaluator, CancellationToken.None)));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Add_OneIssuerToTwoPartnersAtOnce_GoesToOne(DatabaseProvider provider)
    {
        await using var bridge = await BridgeAsync(provider);
        var other = new Partner { Code = "other", Name = "Other Academy", Connector = Partner.NoConnector };
        await bridge.AddAsync(other);
        var acme = await bridge.DbAsync(db => db.Partners.Where(partner => partner.Code == Acme).Select(partner => partner.Id).SingleAsync());
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            try
            {
                await bridge.InScopeAsync<IssuerRegistering>(registering => registering.AddAsync(number % 2 == 0 ? acme : other.Id, _acme.Did, "Why", TestBridge.Registrar, CancellationToken.None));
            }
            catch (IllegalMoveException)
            {
                // Somebody was faster.
            }
        }));
        Assert.AreEqual(1, (await bridge.DbAsync(db => db.Partners.ToListAsync())).Sum(partner => partner.Issuers.Count));
    }

    private async Task<TestBridge> BridgeAsync(DatabaseProvider provider = DatabaseProvider.Sqlite) =>
        await TestBridge.CreateAsync(provider, services => services.AddSingleton<IDocumentSource>(_web)).WithSmallUniversityAsync();

    private static async Task ChangeAsync(TestBridge bridge, Func<IssuerRegistering, Guid, Task> change)
    {
        var acme = await bridge.DbAsync(db => db.Partners.Where(partner => partner.Code == Acme).Select(partner => partner.Id).SingleAsync());
        await bridge.InScopeAsync<IssuerRegistering>(registering => change(registering, acme));
    }

    private static Task<Assurance> AssuranceAsync(TestBridge bridge) => bridge.DbAsync(db => db.Credentials.Select(credential => credential.Assurance).SingleAsync());
}
