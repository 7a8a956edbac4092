using System.Text;
using System.Text.Json;
using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.OpenBadges;
using CreditBridge.Tests.OpenBadges;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CreditBridge.Tests.Support.SmallUniversity;

namespace CreditBridge.Tests.Grants.Awards;

/// <summary>Grants that a night made, as signed credentials: judged by our verifier, and by other people's libraries.</summary>
[TestClass]
public sealed class AwardTests
{
    private static readonly Actor Learner = new("Ada Learner", Role.Learner, Guid.CreateVersion7());

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Files_OfAnAwardAndOfARecord_AreValidForUsAndForOtherLibraries()
    {
        await using var bridge = await GrantedAsync();
        var ada = await LearnerAsync(bridge);
        var folder = Directory.CreateDirectory(Path.Combine(bridge.Data.Path, "issued")).FullName;
        var files = new List<string>();
        foreach (var form in Enum.GetValues<AwardForm>())
            files.Add(await WriteAsync(folder, await FileAsync(bridge, form)));
        files.Add(await WriteAsync(folder, await RecordAsync(bridge, ada, AwardForm.Json)));
        files.Add(await WriteAsync(folder, await RecordAsync(bridge, ada, AwardForm.Jwt)));

        foreach (var file in files)
            await IsAsync(bridge, "valid", await File.ReadAllBytesAsync(file, TestContext.CancellationToken));
        var record = await VerifyAsync(bridge, await File.ReadAllBytesAsync(files[4], TestContext.CancellationToken));
        Assert.AreEqual("valid", Verifiers.ResultOf(Assert.ContainsSingle(record.Nested)));

        var verdicts = await NodeTool.VerifyAsync(files, await IndexAsync(bridge, folder), bridge.Time.GetUtcNow().UtcDateTime, TestContext.CancellationToken);
        Assert.AreEqual("", string.Join('\n', verdicts.Where(verdict => !verdict.Ok).Select(verdict => $"{verdict.File}: {verdict.Error}")));
        Assert.HasCount(6, verdicts);
    }

    [TestMethod]
    public async Task Tampered_OrReversed_IsRefusedByUsAndByOtherLibraries()
    {
        await using var bridge = await GrantedAsync();
        var folder = Directory.CreateDirectory(Path.Combine(bridge.Data.Path, "issued")).FullName;
        var json = await FileAsync(bridge, AwardForm.Json);
        var tampered = json with { Bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Bytes).Replace("\"creditsEarned\":3", "\"creditsEarned\":30", StringComparison.Ordinal)), Name = "tampered.json" };
        Assert.AreNotEqual(json.Bytes.Length, tampered.Bytes.Length);
        await IsAsync(bridge, "invalid", tampered.Bytes, Reasons.BadSignature);

        await ReverseAsync(bridge);
        await IsAsync(bridge, "invalid", json.Bytes, Reasons.Revoked);
        List<string> files = [await WriteAsync(folder, tampered), await WriteAsync(folder, json)];
        var verdicts = await NodeTool.VerifyAsync(files, await IndexAsync(bridge, folder), bridge.Time.GetUtcNow().UtcDateTime, TestContext.CancellationToken);
        Assert.IsFalse(verdicts[0].Ok);
        Assert.IsFalse(verdicts[1].Ok);
        Assert.Contains("revocation", verdicts[1].Error!);
    }

    [TestMethod]
    public async Task Credential_SaysWhatWasGrantedAndNamesTheLearnerByHashOnly()
    {
        await using var bridge = await GrantedAsync();
        await bridge.DbAsync(db => db.Learners.ExecuteUpdateAsync(set => set.SetProperty(learner => learner.BirthOn, new DateOnly(1999, 12, 31))));
        var text = Encoding.UTF8.GetString((await FileAsync(bridge, AwardForm.Json)).Bytes);
        foreach (var secret in new[] { Ada, "1999-12-31", "\"S1\"" })
            Assert.DoesNotContain(secret, text);
        var claims = (await VerifyAsync(bridge, Encoding.UTF8.GetBytes(text))).Claims!;
        Assert.AreEqual(("did:web:localhost%3A5080", "Small University", "Ada Learner", 3m), (claims.IssuerId, claims.IssuerName, claims.RecipientName, claims.CreditsEarned));
        Assert.AreEqual("MATH 1431 MATH one", claims.Achievement!.Name);
        Assert.AreEqual("MATH 1431", Assert.ContainsSingle(claims.Achievement.Alignments).TargetCode);
        Assert.Contains("82", claims.Achievement.CriteriaText!);
        Assert.AreEqual("Acme basics", Assert.ContainsSingle(claims.Evidence).Name);
        Assert.AreEqual(Ada, RecipientCheck.Match(Assert.ContainsSingle(claims.Recipients), [RecipientIdentity.Of(Ada)]));
        Assert.IsNull(RecipientCheck.Match(claims.Recipients[0], [RecipientIdentity.Of("ben@example.edu")]));
        // Another day, the same credential: id, salt and place in the list are fixed.
        bridge.Time.Advance(TimeSpan.FromDays(3));
        var later = (await VerifyAsync(bridge, (await FileAsync(bridge, AwardForm.Jwt)).Bytes)).Claims!;
        Assert.AreEqual((claims.Id, claims.Recipients[0], claims.ValidFrom), (later.Id, later.Recipients[0], later.ValidFrom));
    }

    [TestMethod]
    [DatabaseData]
    public async Task Reversal_OfOneLineOfTwo_RevokesAndLeavesANewAwardForTheRest(DatabaseProvider provider)
    {
        await using var bridge = await GrantedAsync(provider);
        var ada = await LearnerAsync(bridge);
        await bridge.DbAsync(async db =>
        {
            var grant = await db.CreditGrants.AsTracking().Include(grant => grant.Lines).SingleAsync();
            var line = grant.Lines[0];
            db.Add(new GrantLine { GrantId = grant.Id, RequestLineId = line.RequestLineId, AwardLineId = "2", Key = "k2", Kind = line.Kind, CourseCode = "CHEM 1311", CourseLevel = "Lower", Credits = 3 });
            await db.SaveChangesAsync();
        });
        var both = await FileAsync(bridge, AwardForm.Json);
        Assert.AreEqual(6m, (await VerifyAsync(bridge, both.Bytes)).Claims!.CreditsEarned);
        await bridge.DbAsync(db => db.GrantLines.Where(line => line.CourseCode == "MATH 1431").ExecuteUpdateAsync(set => set.SetProperty(line => line.ReversedAt, bridge.Time.GetUtcNow().UtcDateTime)));

        await IsAsync(bridge, "invalid", both.Bytes, Reasons.Revoked);
        var rest = await FileAsync(bridge, AwardForm.Json);
        await IsAsync(bridge, "valid", rest.Bytes);
        Assert.AreEqual((3m, "CHEM 1311 CHEM one"), ((await VerifyAsync(bridge, rest.Bytes)).Claims!.CreditsEarned, (await VerifyAsync(bridge, rest.Bytes)).Claims!.Achievement!.Name));
        Assert.AreEqual(2, await bridge.DbAsync(db => db.Awards.Select(award => award.Token).Distinct().CountAsync()));

        await ReverseAsync(bridge);
        await IsAsync(bridge, "invalid", rest.Bytes, Reasons.Revoked);
        Assert.IsNull(await bridge.InScopeAsync<AwardMaking, Award?>(async making => await making.OfGrantAsync(ada, await GrantAsync(bridge), CancellationToken.None)));
    }

    [TestMethod]
    public async Task Rotation_OldStaysValidAndNewUsesTheNewKey_UntilTheOldIsRetired()
    {
        await using var bridge = await GrantedAsync();
        var keys = bridge.Services.GetRequiredService<IssuingKeys>();
        var old = await FileAsync(bridge, AwardForm.Json);
        var first = (await keys.CurrentAsync(CancellationToken.None)).Published;
        bridge.Time.Advance(TimeSpan.FromHours(1));
        var second = await keys.RotateAsync(CancellationToken.None);

        var next = await FileAsync(bridge, AwardForm.Json);
        Assert.Contains($"#{second}\"", Encoding.UTF8.GetString(next.Bytes));
        Assert.DoesNotContain(second, Encoding.UTF8.GetString(old.Bytes));
        await IsAsync(bridge, "valid", old.Bytes);
        await IsAsync(bridge, "valid", next.Bytes);
        Assert.HasCount(1, Directory.GetFiles(bridge.Data.IssuingKeys, "*.seed"));

        await Assert.ThrowsExactlyAsync<Core.IllegalMoveException>(() => keys.RetireAsync(second, CancellationToken.None));
        await keys.RetireAsync(first.Name, CancellationToken.None);
        await IsAsync(bridge, "indeterminate", old.Bytes, Reasons.KeyNotBound);
        await IsAsync(bridge, "valid", next.Bytes);
    }

    [TestMethod]
    public async Task SwitchLink_BySomebodyElse_IsRefusedAndChangesNothing()
    {
        await using var bridge = await GrantedAsync();
        var (grant, ben) = (await GrantAsync(bridge), await bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == "S2").Select(learner => learner.Id).SingleAsync()));
        Assert.IsFalse(await bridge.InScopeAsync<AwardMaking, bool>(making => making.SwitchLinkAsync(ben, grant, true, Learner, CancellationToken.None)));
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => bridge.InScopeAsync<AwardMaking, bool>(making => making.SwitchLinkAsync(ben, grant, true, TestBridge.Registrar, CancellationToken.None)));
        Assert.AreEqual(0, await bridge.DbAsync(db => db.Awards.CountAsync()));
    }

    [TestMethod]
    [DatabaseData]
    public async Task OfGrant_AskedTwentyTimesAtOnce_MakesOneAward(DatabaseProvider provider)
    {
        await using var bridge = await GrantedAsync(provider);
        var (ada, grant) = (await LearnerAsync(bridge), await GrantAsync(bridge));
        var awards = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bridge.InScopeAsync<AwardMaking, Award?>(making => making.OfGrantAsync(ada, grant, CancellationToken.None))));
        Assert.HasCount(1, awards.Select(award => award!.Token).Distinct());
        Assert.AreEqual(24, awards[0]!.Token.Length);
        Assert.AreEqual(1, await bridge.DbAsync(db => db.Awards.CountAsync()));
    }

    private static async Task<TestBridge> GrantedAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(Acme, "one.csv", Csv(Row("a1", Ada)));
        Assert.AreEqual(1, (await bridge.NightAsync()).Night.Granted);
        return bridge;
    }

    private static Task<Guid> LearnerAsync(TestBridge bridge) => bridge.DbAsync(db => db.Learners.Where(learner => learner.StudentNumber == "S1").Select(learner => learner.Id).SingleAsync());

    private static Task<Guid> GrantAsync(TestBridge bridge) => bridge.DbAsync(db => db.CreditGrants.Select(grant => grant.Id).SingleAsync());

    private static async Task<AwardFile> FileAsync(TestBridge bridge, AwardForm form)
    {
        var (ada, grant) = (await LearnerAsync(bridge), await GrantAsync(bridge));
        var award = await bridge.InScopeAsync<AwardMaking, Award?>(making => making.OfGrantAsync(ada, grant, CancellationToken.None));
        return await bridge.InScopeAsync<AwardIssuing, AwardFile>(async issuing => await issuing.FileAsync((await issuing.OfAsync(award!, CancellationToken.None))!, form, CancellationToken.None));
    }

    private static async Task<AwardFile> RecordAsync(TestBridge bridge, Guid learner, AwardForm form)
    {
        var awards = await bridge.InScopeAsync<AwardMaking, List<Award>>(making => making.OfLearnerAsync(learner, CancellationToken.None));
        return await bridge.InScopeAsync<AwardIssuing, AwardFile>(issuing => issuing.RecordAsync(awards, form, CancellationToken.None));
    }

    private static Task ReverseAsync(TestBridge bridge) => bridge.DbAsync(db => db.GrantLines.Where(line => line.ReversedAt == null).ExecuteUpdateAsync(set => set.SetProperty(line => line.ReversedAt, bridge.Time.GetUtcNow().UtcDateTime)));

    private static OwnDocuments Documents(TestBridge bridge) =>
        new(bridge.Services.GetRequiredService<IssuerSite>(), bridge.Services.GetRequiredService<IssuingKeys>(), bridge.Services.GetRequiredService<RevocationLists>());

    private Task<Verification> VerifyAsync(TestBridge bridge, byte[] file) =>
        Verifiers.With(Documents(bridge), bridge.Time.GetUtcNow()).VerifyAsync(CredentialFile.Open(file), [], TestContext.CancellationToken);

    private async Task IsAsync(TestBridge bridge, string result, byte[] file, string? reason = null)
    {
        var verified = await VerifyAsync(bridge, file);
        Assert.AreEqual(result, Verifiers.ResultOf(verified), Verifiers.Sentences(verified));
        Assert.AreEqual(0, verified.Checks.Count(check => check.Result == CheckResult.Warning), Verifiers.Sentences(verified));
        if (reason is not null)
            CollectionAssert.Contains(verified.ReasonCodes.ToList(), reason);
    }

    private async Task<string> WriteAsync(string folder, AwardFile file)
    {
        var path = Path.Combine(folder, file.Name);
        await File.WriteAllBytesAsync(path, file.Bytes, TestContext.CancellationToken);
        return path;
    }

    /// <summary>What we serve, as files, and an index of it for the other libraries.</summary>
    private async Task<string> IndexAsync(TestBridge bridge, string folder)
    {
        var site = bridge.Services.GetRequiredService<IssuerSite>();
        await File.WriteAllTextAsync(Path.Combine(folder, "did.json"), IssuerDocuments.Did(site.Did, await bridge.Services.GetRequiredService<IssuingKeys>().PublishedAsync(TestContext.CancellationToken)), TestContext.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "status.json"), await bridge.Services.GetRequiredService<RevocationLists>().MakeAsync(1, TestContext.CancellationToken), TestContext.CancellationToken);
        var index = Path.Combine(folder, "index.json");
        await File.WriteAllTextAsync(index, JsonSerializer.Serialize(new Dictionary<string, string> { ["https://localhost:5080/.well-known/did.json"] = "did.json", [site.StatusList(1)] = "status.json" }), TestContext.CancellationToken);
        return index;
    }
}
