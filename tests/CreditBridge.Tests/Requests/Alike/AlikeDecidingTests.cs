using CreditBridge.Core;
using CreditBridge.Core.Data;
using CreditBridge.Core.Requests;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Requests.Alike;

[TestClass]
public sealed class AlikeDecidingTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [TestMethod]
    public async Task Groups_TheSameKind_AreOneWithTheExceptionFirst()
    {
        await using var bridge = await ThreeAsync();
        var (group, members) = await ReadAsync(bridge);
        Assert.AreEqual(("EQ-00002", 3, "Acme advanced"), (group.RuleCode, group.Count, group.Achievement));
        Assert.IsTrue(members.All(member => member.Exceptions.Count == 0));

        var second = members[1].Line;
        await bridge.DbAsync(db => db.Credentials.Where(credential => credential.Id == second.Evidence[0].CredentialId).ExecuteUpdateAsync(set => set.SetProperty(credential => credential.PayloadSha256, new string('f', 64))));
        var third = members[2].Line.Id;
        await bridge.DbAsync(db => db.RequestLines.Where(line => line.Id == third).ExecuteUpdateAsync(set => set.SetProperty(line => line.Credits, 1m)));
        (_, members) = await ReadAsync(bridge);
        CollectionAssert.AreEquivalent(new[] { second.Id, third }, members.Take(2).Select(member => member.Line.Id).ToArray());
        Assert.Contains("has changed at the source", members.Single(member => member.Line.Id == second.Id).Exceptions.Single());
        Assert.Contains("1 credits, where most have 3", members.Single(member => member.Line.Id == third).Exceptions.Single());
    }

    [TestMethod]
    [DatabaseData]
    public async Task Decide_Three_DecidesEachInItsOwnTransactionAndRefusesWhatChanged(DatabaseProvider provider)
    {
        await using var bridge = await ThreeAsync(provider);
        var (_, members) = await ReadAsync(bridge);
        var keys = members.Select(member => member.Key).ToList();
        await bridge.InScopeAsync<LineDeciding>(deciding => deciding.DeclineAsync(keys[0].LineId, DeclineReason.OutOfDate, "Too old.", TestBridge.Registrar, CancellationToken.None));
        var changed = members[1].Line;
        await bridge.DbAsync(db => db.RequestLines.Where(line => line.Id == changed.Id).ExecuteUpdateAsync(set => set.SetProperty(line => line.Version, line => line.Version + 1)));

        var outcome = await DecideAsync(bridge, keys, null, null);
        Assert.AreEqual(1, outcome.Decided);
        Assert.HasCount(2, outcome.Refused);
        Assert.AreEqual(1, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
        Assert.AreEqual(0, (await DecideAsync(bridge, keys, null, null)).Decided);
        Assert.AreEqual(1, await bridge.DbAsync(db => db.CreditGrants.CountAsync()));
    }

    [TestMethod]
    public async Task Decide_EvidenceThatChangedSinceThePage_IsRefused()
    {
        await using var bridge = await ThreeAsync();
        var (_, members) = await ReadAsync(bridge);
        await bridge.DbAsync(db => db.Credentials.ExecuteUpdateAsync(set => set.SetProperty(credential => credential.PayloadSha256, new string('f', 64))));
        var outcome = await DecideAsync(bridge, [.. members.Select(member => member.Key)], null, null);
        Assert.AreEqual(0, outcome.Decided);
        Assert.Contains("evidence has changed", outcome.Refused[0].Why);
    }

    [TestMethod]
    public async Task Decline_WithOneSentence_IsEverybodysLetter()
    {
        await using var bridge = await ThreeAsync();
        var (_, members) = await ReadAsync(bridge);
        var keys = members.Select(member => member.Key).ToList();
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => DecideAsync(bridge, keys, DeclineReason.ContentDiffers, " "));
        await Assert.ThrowsExactlyAsync<IllegalMoveException>(() => DecideAsync(bridge, [], null, null));
        Assert.AreEqual(3, (await DecideAsync(bridge, keys, DeclineReason.ContentDiffers, "No laboratory part.")).Decided);
        Assert.AreEqual(3, await bridge.DbAsync(db => db.RequestLines.CountAsync(line => line.State == LineState.Declined && line.DecisionSentence == "No laboratory part.")));
        Assert.AreEqual(3, await bridge.DbAsync(db => db.Letters.CountAsync()));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("x")]
    [DataRow("00000000000000000000000000000000")]
    [DataRow("00000000000000000000000000000000.x")]
    [DataRow("0.1.2")]
    public void Read_WhatIsNoLine_IsNull(string text) => Assert.IsNull(AlikeLine.Read(text));

    [TestMethod]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var line = new AlikeLine(Guid.CreateVersion7(), 7);
        Assert.AreEqual(line, AlikeLine.Read(line.ToString()));
    }

    private static async Task<TestBridge> ThreeAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "a.csv", Csv(Row("1", Ada, "advanced"), Row("2", "ben@example.edu", "advanced"), Row("3", "cy@example.edu", "advanced")));
        Assert.AreEqual(3, (await bridge.NightAsync()).Night.Requested);
        return bridge;
    }

    private static Task<(AlikeGroup Group, IReadOnlyList<AlikeMember> Members)> ReadAsync(TestBridge bridge) => bridge.DbAsync(async db =>
    {
        var group = (await AlikeFinding.GroupsAsync(db, CancellationToken.None)).Single();
        return (group, await AlikeFinding.MembersAsync(db, group, Today, CancellationToken.None));
    });

    private static Task<AlikeOutcome> DecideAsync(TestBridge bridge, IReadOnlyCollection<AlikeLine> lines, DeclineReason? reason, string? sentence) =>
        bridge.InScopeAsync<AlikeDeciding, AlikeOutcome>(deciding => deciding.DecideAsync(lines, reason, sentence, TestBridge.Evaluator, CancellationToken.None));
}
