using CreditBridge.Core.Access;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Rules;

/// <summary>The look ahead says what then happens (domain.md: 'preview equals reality').</summary>
[TestClass]
public sealed class ImpactTests
{
    private const int Learners = 8;
    private static readonly Actor Faculty = new("Fay Faculty", Role.FacultyApprover, Guid.CreateVersion7());

    [TestMethod]
    public void Preview_OfRandomRules_EqualsWhatThenHappens() => Check(8);

    [TestMethod]
    [TestCategory("Long")]
    [TestCategory("Shard2")]
    public void Preview_OfManyRandomRules_EqualsWhatThenHappens() => Check(200);

    [TestMethod]
    [DatabaseData]
    public async Task Look_CountsEverybodyOnce_AndIsFreshUntilTheDraftChanges(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync();
        bridge.Drop(SmallUniversity.Acme, "a.csv", SmallUniversity.Csv(SmallUniversity.Row("c1", SmallUniversity.Ada), SmallUniversity.Row("c2", "ben@example.edu", result: "60")));
        await bridge.NightAsync();
        var content = new RuleContent("Half marks", "SCI", new RuleDefinition(
            new Earned(new AchievementSelector(SmallUniversity.Acme, "basics"), new Conditions { Result = new PercentResult(50) }), [new CourseCredit("1", "CHEM 1311")], RuleScope.Everyone, new RuleBasis(Basis.Exam), AutoGrant: true));
        var rule = await bridge.InScopeAsync<RuleLife, EquivalencyRule>(life => life.CreateAsync(content, TestBridge.Registrar, default));
        var draft = rule.Versions[0].Id;

        var run = await LookAsync(bridge, draft);
        Assert.AreEqual((ImpactState.Completed, 3, 3, 1, 0, 0, 2), (run.State, run.Total, run.Done, run.Gain, run.Lose, run.Change, run.Same));
        var row = await bridge.DbAsync(db => db.ImpactRows.SingleAsync());
        Assert.AreEqual((0m, 3m), (row.CreditsBefore, row.CreditsAfter), "Ada's credential is used for MATH 1431 already; Ben gains.");
        StringAssert.Contains(row.After, "EQ-00003: CHEM 1311");
        Assert.AreEqual(run.Id, await bridge.InScopeAsync<ImpactLooking, Guid>(impact => impact.RequestAsync(draft, again: false, TestBridge.Registrar, default)));

        bridge.Time.Advance(TimeSpan.FromMinutes(1));
        await bridge.InScopeAsync<RuleLife, RuleSaving>(life => life.SaveAsync(draft, rule.Versions[0].Version, content with { Title = "Half the marks" }, TestBridge.Registrar, default));
        Assert.AreNotEqual(run.Id, (await LookAsync(bridge, draft)).Id);
    }

    private static void Check(int cases)
    {
        var gen = from book in RuleGen.Cases
                  from portfolios in RuleGen.Credential.ArrayOf(Learners * 3)
                  from next in RuleGen.Definition.Where(IsSound)
                  from replaced in Gen.Choose(0, 5)
                  select (book.Rules, Portfolios: portfolios, Next: next, Replaced: replaced);
        Prop.ForAll(gen.ToArbitrary(), each => HoldsAsync(each.Rules, each.Portfolios, each.Next, each.Replaced).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
    }

    private static bool IsSound(RuleDefinition rule) => RuleCheck.Of(new("New", "SCI", rule), RuleGen.Catalog.Courses, RuleGen.Achievements).All(problem => problem.IsWarning);

    private static async Task<bool> HoldsAsync(PublishedRule[] rules, PortfolioCredential[] credentials, RuleDefinition next, int replaced)
    {
        await using var bridge = await TestBridge.CreateAsync();
        var published = await SetUpAsync(bridge, rules, credentials);
        await bridge.NightAsync();
        var before = await LinesAsync(bridge);

        var old = published[Math.Min(replaced, published.Count - 1)];
        var id = replaced >= published.Count
            ? (await bridge.InScopeAsync<RuleLife, EquivalencyRule>(life => life.CreateAsync(new("New", "SCI", next), TestBridge.Registrar, default))).Versions[0].Id
            : (await bridge.InScopeAsync<RuleLife, RuleVersion>(life => life.DraftAsync(old, TestBridge.Registrar, default))).Id;
        var seen = await bridge.DbAsync(db => db.RuleVersions.Where(version => version.Id == id).Select(version => version.Version).SingleAsync());
        await bridge.InScopeAsync<RuleLife, RuleSaving>(life => life.SaveAsync(id, seen, new("New", "SCI", next), TestBridge.Registrar, default));
        var run = await LookAsync(bridge, id);
        Assert.AreEqual((ImpactState.Completed, Learners), (run.State, run.Gain + run.Lose + run.Change + run.Same), run.Problem);
        var foreseen = await bridge.DbAsync(db => db.ImpactRows.ToListAsync());

        await bridge.InScopeAsync<RuleLife>(life => life.SubmitAsync(id, "Test.", TestBridge.Registrar, default));
        await bridge.InScopeAsync<RuleLife>(life => life.ApproveAsync(id, null, Faculty, default));
        await bridge.InScopeAsync<RuleLife>(life => life.PublishAsync(id, new(2026, 11, 24), "Test.", TestBridge.Registrar, default));
        bridge.Time.Advance(TimeSpan.FromMinutes(5));
        await bridge.NightAsync();
        var happened = (await LinesAsync(bridge)).Except(before).ToLookup(line => line.Learner);
        var learners = await bridge.DbAsync(db => db.Learners.Select(learner => learner.Id).ToListAsync());
        foreach (var learner in learners)
        {
            var row = foreseen.Find(row => row.LearnerId == learner);
            CollectionAssert.AreEquivalent(
                (row?.After ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]).ToList(),
                happened[learner].Select(line => line.Rule).ToList(), row?.After);
            Assert.AreEqual(row?.CreditsAfter ?? 0, happened[learner].Sum(line => line.Credits));
        }

        return true;
    }

    private static async Task<ImpactRun> LookAsync(TestBridge bridge, Guid version)
    {
        var id = await bridge.InScopeAsync<ImpactLooking, Guid>(impact => impact.RequestAsync(version, again: false, TestBridge.Registrar, default));
        await bridge.InScopeAsync<ImpactLooking>(impact => impact.RunAsync(id, default));
        return await bridge.DbAsync(db => db.ImpactRuns.AsNoTracking().SingleAsync(run => run.Id == id));
    }

    private static Task<List<Line>> LinesAsync(TestBridge bridge) => bridge.DbAsync(db => db.CreditRequests
        .SelectMany(request => request.Lines, (request, line) => new Line(line.Id, request.LearnerId, line.RuleCode, line.Credits)).ToListAsync());

    private static async Task<List<Guid>> SetUpAsync(TestBridge bridge, PublishedRule[] rules, PortfolioCredential[] credentials)
    {
        var now = bridge.Time.GetUtcNow().UtcDateTime;
        List<Partner> partners = [.. new[] { "ap", "comptia", "acme" }.Select(code => new Partner { Code = code, Name = code, Connector = "Folder" })];
        partners.ForEach(partner => partner.QualityReviews.Add(new QualityReview { State = partner.Code == "acme" ? QualityState.Provisional : QualityState.Approved, Reviewer = "R", Criteria = "C", DecidedAt = now.AddYears(-1) }));
        partners.ForEach(partner => bridge.PartnerFolder(partner.Code));
        var partnerIds = partners.ToDictionary(partner => partner.Code, partner => partner.Id);
        List<Achievement> achievements = [.. RuleGen.Achievements.Select(facts => new Achievement
        {
            PartnerId = partnerIds[facts.Partner], ExternalId = facts.ExternalId, Name = facts.Name, Skills = [.. facts.Skills], Tags = [.. facts.Tags], Hours = facts.Hours, SameLearning = facts.SameLearning,
        })];
        List<RuleVersion> versions = [];
        List<EquivalencyRule> stored = [.. rules.Select(rule =>
        {
            var row = new EquivalencyRule { Code = rule.Code, Title = rule.Title, DepartmentCode = "SCI" };
            var version = new RuleVersion { Number = 1, Title = rule.Title, Definition = rule.Definition, Author = "Ann Author", CreatedAt = now };
            version.Submit();
            version.Approve(Faculty, now);
            version.Publish(new(2020, 1, 1));
            row.Versions.Add(version);
            versions.Add(version);
            return row;
        })];
        List<Learner> learners = [.. Enumerable.Range(0, Learners).Select(i =>
        {
            var learner = SmallUniversity.LearnerOf($"S{i}", "L", $"l{i}@example.edu", now);
            learner.EvaluationDueAt = now;
            return learner;
        })];
        await bridge.AddAsync(
        [
            new Institution { Code = "SMALL", Name = "Small University", TimeZone = "UTC" },
            new Term { Code = "2026FA", Name = "Fall 2026", StartsOn = new(2026, 8, 20), EndsOn = new(2026, 12, 20), IsOpen = true },
            new Department { Code = "SCI", Name = "Sciences" },
            .. new[] { "BS", "MA" }.Select(code => new Core.Catalog.Program { Code = code, Name = code, Level = CourseLevel.Lower, DepartmentCode = "SCI", Credits = 120, RequiredCourses = ["X 4"] }),
            new PolicyLayer { Scope = PolicyScope.Institution, Content = new PolicyContent { Caps = [new CreditCap(CapAction.Block, 9), new CreditCap(CapAction.Review, 6)] } },
            new User { Id = Faculty.UserId!.Value, Name = Faculty.Name, Email = "fay@example.edu", Role = Role.FacultyApprover, DepartmentCode = "SCI" },
            .. RuleGen.Catalog.Courses.Select(course => new Course
            {
                Subject = course.Code.Split(' ')[0], Number = course.Code.Split(' ')[1], Code = course.Code, Title = course.Code, Credits = course.LeastCredits ?? 0, MostCredits = course.MostCredits,
                Level = course.Level, DepartmentCode = "SCI", Group = course.Group ?? course.Code, IsPlaceholder = course.IsPlaceholder,
            }),
            .. partners, .. achievements, .. stored, .. learners,
            .. credentials.Select((credential, i) => new Credential
            {
                PartnerId = partnerIds[credential.Partner], ExternalId = $"x{i}", CanonicalId = $"x{i}", LearnerId = learners[i % Learners].Id, RecipientKey = "email:nobody",
                AchievementId = achievements.Single(row => row.PartnerId == partnerIds[credential.Partner] && row.ExternalId == credential.Achievement).Id,
                IssuedOn = credential.IssuedOn, ExpiresOn = credential.ExpiresOn, Results = [.. credential.Results], Status = credential.Status, Verification = credential.Verification,
                Assurance = credential.Assurance, Format = CredentialFormat.Csv, Location = "x", Payload = "x", PayloadSha256 = new string('0', 64), SourceUpdatedAt = now, TakenAt = now, FirstTakenAt = now.AddDays(-i), SyncRunId = Guid.CreateVersion7(),
            }),
        ]);
        return versions.ConvertAll(version => version.Id);
    }

    private sealed record Line(Guid Id, Guid Learner, string Rule, decimal Credits);
}
