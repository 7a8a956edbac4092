using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Data;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class RuleLifeTests
{
    private static readonly Actor Faculty = new("Fay Faculty", Role.FacultyApprover, Guid.CreateVersion7());
    private static readonly DateOnly Today = new(2026, 11, 24);

    [TestMethod]
    [DatabaseData]
    public async Task Life_FromDraftToRetirement_IsOneLineOfAuditEntries(DatabaseProvider provider)
    {
        await using var bridge = await WithFacultyAsync(provider);
        var rule = await Life(bridge, life => life.CreateAsync(Content("CHEM 1311"), TestBridge.Registrar, default));
        var id = rule.Versions[0].Id;
        Assert.AreEqual("EQ-00003", rule.Code);
        await Life(bridge, life => life.SubmitAsync(id, "Faculty compared the outcomes.", TestBridge.Registrar, default));
        await Life(bridge, life => life.ApproveAsync(id, null, Faculty, default));
        await LookedAtAsync(bridge, id);
        await Life(bridge, life => life.PublishAsync(id, Today, "Agreed.", TestBridge.Registrar, default));
        Assert.AreEqual(RuleVersionState.Published, (await VersionAsync(bridge, id)).State);

        var next = (await Life(bridge, life => life.DraftAsync(id, TestBridge.Registrar, default))).Id;
        Assert.AreEqual(2, (await VersionAsync(bridge, next)).Number);
        await Life(bridge, life => life.SubmitAsync(next, "Again.", TestBridge.Registrar, default));
        await Life(bridge, life => life.ReturnAsync(next, "Not yet.", Faculty, default));
        await Life(bridge, life => life.SubmitAsync(next, "Now.", TestBridge.Registrar, default));
        await Life(bridge, life => life.ApproveAsync(next, null, Faculty, default));
        await LookedAtAsync(bridge, next);
        await Life(bridge, life => life.PublishAsync(next, Today.AddDays(7), "From next week.", TestBridge.Registrar, default));
        var first = await VersionAsync(bridge, id);
        Assert.AreEqual((RuleVersionState.Superseded, Today.AddDays(6)), (first.State, first.PublishedTo));

        await Life(bridge, life => life.RetireAsync(next, Today.AddDays(30), "The course ends.", TestBridge.Registrar, default));
        Assert.AreEqual(Today.AddDays(30), (await VersionAsync(bridge, next)).PublishedTo);
        var trail = await bridge.DbAsync(db => db.AuditEntries.Where(entry => entry.SubjectId == id || entry.SubjectId == next).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
        CollectionAssert.AreEquivalent(
            new[]
            {
                "Rule drafted", "Rule submitted", "Rule approved", "Rule published", "Rule superseded", "Rule drafted", "Rule submitted", "Rule returned",
                "Rule submitted", "Rule approved", "Rule published", "Rule retired",
            },
            trail);
    }

    [TestMethod]
    public async Task Approve_ByWhoWrote_IsRefused_AndWhereAllowedMarked()
    {
        await using var bridge = await WithFacultyAsync(DatabaseProvider.Sqlite, faculty: false);
        var id = await DraftAsync(bridge);
        await Life(bridge, life => life.SubmitAsync(id, "Please.", TestBridge.Registrar, default));
        await RefusedAsync(() => Life(bridge, life => life.ApproveAsync(id, "I am alone here.", TestBridge.Registrar, default)), "another person approves it");
        await bridge.DbAsync(db => db.Institutions.ExecuteUpdateAsync(set => set.SetProperty(institution => institution.AllowsSelfApproval, true)));
        await RefusedAsync(() => Life(bridge, life => life.ApproveAsync(id, " ", TestBridge.Registrar, default)), "another person approves it");
        await Life(bridge, life => life.ApproveAsync(id, "I am alone here.", TestBridge.Registrar, default));
        var version = await VersionAsync(bridge, id);
        Assert.IsTrue(version.IsSelfApproved);
        version.Publish(Today);
        Assert.IsFalse(PublishedBook.RuleOf("EQ-00003", version).Definition.AutoGrant, "What a writer alone approved is never granted automatically.");
    }

    [TestMethod]
    public async Task Approve_BySomebodyWhoWroteInTheDraft_IsRefused()
    {
        await using var bridge = await WithFacultyAsync(DatabaseProvider.Sqlite, faculty: false);
        var second = new Actor("Sam Second", Role.Registrar, Guid.CreateVersion7());
        var id = await DraftAsync(bridge);
        await Life(bridge, life => life.SaveAsync(id, (VersionAsync(bridge, id).Result).Version, Content("CHEM 1311") with { Title = "Other" }, second, default));
        await Life(bridge, life => life.SubmitAsync(id, "Please.", TestBridge.Registrar, default));
        await RefusedAsync(() => Life(bridge, life => life.ApproveAsync(id, null, second, default)), "wrote this version");
    }

    [TestMethod]
    public async Task Approve_ByAnotherDepartment_IsRefused()
    {
        await using var bridge = await WithFacultyAsync(DatabaseProvider.Sqlite);
        var id = await DraftAsync(bridge);
        await Life(bridge, life => life.SubmitAsync(id, "Please.", TestBridge.Registrar, default));
        await RefusedAsync(() => Life(bridge, life => life.ApproveAsync(id, null, new("Hal History", Role.FacultyApprover, Guid.CreateVersion7()), default)), "approved by its own faculty");
        await RefusedAsync(() => Life(bridge, life => life.ApproveAsync(id, null, new("Sam Second", Role.Registrar, Guid.CreateVersion7()), default)), "approved by its own faculty");
        await Assert.ThrowsExactlyAsync<UnauthorizedAccessException>(() => Life(bridge, life => life.ApproveAsync(id, null, TestBridge.Evaluator, default)));
    }

    [TestMethod]
    public async Task Publish_WithoutAFreshLookAtTheImpact_IsRefused()
    {
        await using var bridge = await WithFacultyAsync(DatabaseProvider.Sqlite);
        var id = await DraftAsync(bridge);
        await LookedAtAsync(bridge, id);
        bridge.Time.Advance(TimeSpan.FromMinutes(1));
        await Life(bridge, life => life.SaveAsync(id, VersionAsync(bridge, id).Result.Version, Content("CHEM 1311") with { Title = "Changed since" }, TestBridge.Registrar, default));
        await Life(bridge, life => life.SubmitAsync(id, "Please.", TestBridge.Registrar, default));
        await RefusedAsync(() => Life(bridge, life => life.PublishAsync(id, Today, "Now.", TestBridge.Registrar, default)), "Look at the impact first");
        await Life(bridge, life => life.ApproveAsync(id, null, Faculty, default));
        await RefusedAsync(() => Life(bridge, life => life.PublishAsync(id, Today, "Now.", TestBridge.Registrar, default)), "Look at the impact first");
        await LookedAtAsync(bridge, id);
        await Life(bridge, life => life.PublishAsync(id, Today, "Now.", TestBridge.Registrar, default));
        await RefusedAsync(() => Life(bridge, life => life.PublishAsync(id, Today, "Again.", TestBridge.Registrar, default)), "cannot become Published");
    }

    [TestMethod]
    [DatabaseData]
    public async Task Save_BySecondOfTwoEditors_SavesNothingAndShowsBoth(DatabaseProvider provider)
    {
        await using var bridge = await WithFacultyAsync(provider);
        var id = await DraftAsync(bridge);
        var seen = (await VersionAsync(bridge, id)).Version;
        var mine = Content("CHEM 1311") with { Title = "Mine" };
        Assert.AreEqual(new RuleSaving.Saved(seen + 1), await Life(bridge, life => life.SaveAsync(id, seen, Content("CHEM 1311") with { Title = "Theirs" }, TestBridge.Registrar, default)));
        var conflict = await Life(bridge, life => life.SaveAsync(id, seen, mine, new("Sam Second", Role.Registrar, Guid.CreateVersion7()), default));
        Assert.AreEqual("Theirs", ((RuleSaving.Conflict)conflict).Theirs.Title);
        Assert.AreEqual("Theirs", (await VersionAsync(bridge, id)).Title);
    }

    [TestMethod]
    public async Task Write_AfterSubmission_IsRefused()
    {
        await using var bridge = await WithFacultyAsync(DatabaseProvider.Sqlite);
        var id = await DraftAsync(bridge);
        await Life(bridge, life => life.SubmitAsync(id, "Please.", TestBridge.Registrar, default));
        var version = await VersionAsync(bridge, id);
        Assert.Throws<IllegalMoveException>(() => version.Title = "Slipped in");
        Assert.Throws<IllegalMoveException>(() => version.Definition = Content("MATH 1431").Definition);
        await RefusedAsync(() => Life(bridge, life => life.SaveAsync(id, version.Version, Content("MATH 1431"), TestBridge.Registrar, default)), "cannot be written any more");
        await RefusedAsync(() => Life(bridge, life => life.DraftAsync(id, TestBridge.Registrar, default)), "is under way");
        await RefusedAsync(() => Life(bridge, life => life.DiscardAsync(id, TestBridge.Registrar, default)), "only a draft can be discarded");
    }

    [TestMethod]
    public async Task Submit_OfABrokenRule_IsRefusedInASentence()
    {
        await using var bridge = await WithFacultyAsync(DatabaseProvider.Sqlite);
        var rule = await Life(bridge, life => life.CreateAsync(Content("CHEM 9999"), TestBridge.Registrar, default));
        await RefusedAsync(() => Life(bridge, life => life.SubmitAsync(rule.Versions[0].Id, "Please.", TestBridge.Registrar, default)), "CHEM 9999 is not in the catalogue.");
    }

    [TestMethod]
    public async Task PublishAndRetire_IntoThePast_AreRefused()
    {
        await using var bridge = await WithFacultyAsync(DatabaseProvider.Sqlite);
        var id = await ApprovedAsync(bridge);
        await LookedAtAsync(bridge, id);
        await RefusedAsync(() => Life(bridge, life => life.PublishAsync(id, Today.AddDays(-1), "Earlier.", TestBridge.Registrar, default)), "from today or a later day");
        await RefusedAsync(() => Life(bridge, life => life.PublishAsync(id, DateOnly.MaxValue, "Some day.", TestBridge.Registrar, default)), "within the next 10 years");
        await Life(bridge, life => life.PublishAsync(id, Today, "Now.", TestBridge.Registrar, default));
        await RefusedAsync(() => Life(bridge, life => life.RetireAsync(id, Today.AddDays(-1), "Gone.", TestBridge.Registrar, default)), "last day is today or later");
    }

    [TestMethod]
    public async Task Publish_AfterAnotherRuleWasPublishedSinceTheLook_IsRefused()
    {
        await using var bridge = await WithFacultyAsync(DatabaseProvider.Sqlite);
        var (first, second) = (await ApprovedAsync(bridge), await ApprovedAsync(bridge));
        await LookedAtAsync(bridge, first);
        await LookedAtAsync(bridge, second);
        bridge.Time.Advance(TimeSpan.FromMinutes(1));
        await Life(bridge, life => life.PublishAsync(first, Today, "Now.", TestBridge.Registrar, default));
        await RefusedAsync(() => Life(bridge, life => life.PublishAsync(second, Today, "Now.", TestBridge.Registrar, default)), "have changed since you looked");
        bridge.Time.Advance(TimeSpan.FromMinutes(1));
        await LookedAtAsync(bridge, second);
        await Life(bridge, life => life.PublishAsync(second, Today, "Now.", TestBridge.Registrar, default));
    }

    [TestMethod]
    public async Task Approve_OfWhatWasNotRead_IsRefused()
    {
        await using var bridge = await WithFacultyAsync(DatabaseProvider.Sqlite);
        var id = await DraftAsync(bridge);
        await Life(bridge, life => life.SubmitAsync(id, "Please.", TestBridge.Registrar, default));
        var read = (await VersionAsync(bridge, id)).Version;
        await RefusedAsync(() => Life(bridge, life => life.ApproveAsync(id, null, Faculty, default, read - 1)), "changed since you opened it");
        await Life(bridge, life => life.ApproveAsync(id, null, Faculty, default, read));
    }

    [TestMethod]
    [DataRow("HIS", "belong to SCI")]
    [DataRow("NOWHERE", "belong to SCI")]
    public async Task Submit_UnderAnEasierDepartment_IsRefused(string department, string words)
    {
        await using var bridge = await WithFacultyAsync(DatabaseProvider.Sqlite);
        var rule = await Life(bridge, life => life.CreateAsync(Content("CHEM 1311") with { DepartmentCode = department }, TestBridge.Registrar, default));
        await RefusedAsync(() => Life(bridge, life => life.SubmitAsync(rule.Versions[0].Id, "Please.", TestBridge.Registrar, default)), words);
    }

    private static async Task<Guid> ApprovedAsync(TestBridge bridge)
    {
        var id = await DraftAsync(bridge);
        await Life(bridge, life => life.SubmitAsync(id, "Please.", TestBridge.Registrar, default));
        await Life(bridge, life => life.ApproveAsync(id, null, Faculty, default));
        return id;
    }

    private static RuleContent Content(string course) => new("Acme basics for chemistry", "SCI", new RuleDefinition(
        new Earned(new AchievementSelector(SmallUniversity.Acme, "basics")), [new CourseCredit("1", course)], RuleScope.Everyone, new RuleBasis(Basis.FacultyReview), AutoGrant: true));

    private static async Task<TestBridge> WithFacultyAsync(DatabaseProvider provider, bool faculty = true)
    {
        var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        await bridge.AddAsync([new Department { Code = "HIS", Name = "History" }]);
        if (faculty)
            await bridge.AddAsync([new User { Id = Faculty.UserId!.Value, Name = Faculty.Name, Email = "fay@example.edu", Role = Role.FacultyApprover, DepartmentCode = "SCI" }]);
        return bridge;
    }

    private static async Task<Guid> DraftAsync(TestBridge bridge) =>
        (await Life(bridge, life => life.CreateAsync(Content("CHEM 1311"), TestBridge.Registrar, default))).Versions[0].Id;

    private static Task LookedAtAsync(TestBridge bridge, Guid versionId)
    {
        var now = bridge.Time.GetUtcNow().UtcDateTime;
        var run = new ImpactRun { RuleVersionId = versionId, OfVersion = 0, RequestedBy = "Rosa Registrar", RequestedAt = now };
        run.Begin(now, 0);
        run.Complete(now);
        return bridge.AddAsync([run]);
    }

    private static Task<RuleVersion> VersionAsync(TestBridge bridge, Guid id) => bridge.DbAsync(db => db.RuleVersions.AsNoTracking().SingleAsync(version => version.Id == id));

    private static Task<T> Life<T>(TestBridge bridge, Func<RuleLife, Task<T>> use) => bridge.InScopeAsync(use);

    private static Task Life(TestBridge bridge, Func<RuleLife, Task> use) => bridge.InScopeAsync(use);

    private static async Task RefusedAsync(Func<Task> move, string words)
    {
        var refused = await Assert.ThrowsExactlyAsync<IllegalMoveException>(move);
        StringAssert.Contains(refused.Message, words);
    }
}
