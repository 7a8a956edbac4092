using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class RuleHealthTests
{
    [TestMethod]
    [DatabaseData]
    public async Task Look_FindsWhatIsWrong_AndClosesWhatWasMended(DatabaseProvider provider)
    {
        await using var bridge = await TestBridge.CreateAsync(provider).WithSmallUniversityAsync(QualityState.Suspended);
        await bridge.AddAsync(
        [
            Rule("EQ-00010", Earned("basics", 80), [new CourseCredit("1", "MATH 1431")]),
            Rule("EQ-00011", Earned("basics", 90), [new CourseCredit("1", "CHEM 1311")]),
            Rule("EQ-00012", Earned("gone", 50), [new CourseCredit("1", "CHEM 9999")], new DateOnly(2026, 1, 1)),
            Rule("EQ-00013", Earned("advanced", 0), [new CourseCredit("1", "CHEM 1311", 9)], validTo: new DateOnly(2026, 6, 30)),
        ]);
        await LookAsync(bridge);
        var found = await OpenAsync(bridge);
        CollectionAssert.IsSubsetOf(
            new[]
            {
                "EQ-00010 NearDuplicate EQ-00001", "EQ-00011 Contradiction EQ-00001", "EQ-00011 Contradiction EQ-00010", "EQ-00012 AchievementVanished requirement", "EQ-00012 CourseVanished awards[0]",
                "EQ-00012 ReviewOverdue ", "EQ-00013 CourseChanged awards[0]", "EQ-00013 RecommendationExpired ", "EQ-00001 PartnerNotApproved acme", "EQ-00001 OutcomeMapMissing acme/basics",
            },
            found, string.Join('\n', found));

        await bridge.DbAsync(async db =>
        {
            var basics = await db.Achievements.AsTracking().SingleAsync(achievement => achievement.ExternalId == "basics");
            basics.Outcomes = [new("Counts", "MATH 1431", "Counts too", "Syllabus", "Dr. F. Faculty, PhD")];
            await db.SaveChangesAsync();
        });
        await LookAsync(bridge);
        var after = await OpenAsync(bridge);
        Assert.DoesNotContain("EQ-00001 OutcomeMapMissing acme/basics", after);
        Assert.HasCount(found.Count - 1, after, "Only what was mended is closed, and nothing is found twice.");
    }

    private static Task LookAsync(TestBridge bridge) => bridge.InScopeAsync<RuleHealth, int>(health => health.LookAsync(default));

    private static Task<List<string>> OpenAsync(TestBridge bridge) => bridge.DbAsync(db => db.RuleFindings.Where(finding => finding.ClosedAt == null)
        .Join(db.EquivalencyRules, finding => finding.RuleId, rule => rule.Id, (finding, rule) => rule.Code + " " + finding.Check + " " + finding.Subject).ToListAsync());

    private static Earned Earned(string achievement, decimal least) => new(new AchievementSelector(SmallUniversity.Acme, achievement), new Conditions { Result = new PercentResult(least) });

    private static EquivalencyRule Rule(string code, Requirement requirement, CreditAward[] awards, DateOnly? review = null, DateOnly? validTo = null)
    {
        var rule = new EquivalencyRule { Code = code, Title = code, DepartmentCode = "SCI" };
        var version = new RuleVersion
        {
            Number = 1,
            Title = code,
            Author = "Ann Author",
            CreatedAt = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            NextReviewOn = review,
            Definition = new RuleDefinition(requirement, awards, RuleScope.Everyone, new RuleBasis(Basis.Exam) { ValidTo = validTo }),
        };
        version.Submit();
        version.Approve(new Actor("Fay Faculty", Role.FacultyApprover), new(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        version.Publish(new(2026, 1, 3));
        rule.Versions.Add(version);
        return rule;
    }
}
