using CreditBridge.Core.Access;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Web.Support;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class MyProgressTests
{
    [TestMethod]
    public async Task Page_OfAStackHalfDone_SaysWhatIsMissing()
    {
        using var host = new WebHost();
        await host.QueryAsync(async db =>
        {
            var rule = new EquivalencyRule { Code = "EQ-00077", Title = "Three certificates", DepartmentCode = "CS" };
            var version = new RuleVersion
            {
                Number = 1,
                Title = "Three certificates",
                Author = "Rosa Feld",
                CreatedAt = SampleInstitution.Now.AddDays(-9),
                Definition = new(new AtLeast(3, [new Earned(new AchievementSelector("harbor", "net-1")), new Earned(new AchievementSelector("meridian", "da-2")), new Earned(new AchievementSelector("comptia", "CompTIA A+"))]), [new CourseCredit("L1", "CSCI 2200")], RuleScope.Everyone, new RuleBasis(Basis.FacultyReview)),
            };
            version.Submit();
            version.Approve(new Actor("Prof. Nadia Osei", Role.FacultyApprover), SampleInstitution.Now.AddDays(-8));
            version.Publish(new(2026, 9, 1));
            rule.Versions.Add(version);
            db.Add(rule);
            return await db.SaveChangesAsync();
        });
        (await (await host.SignInAsync(host.Sample.LearnerUser)).GetAsync("/my-progress")).IsShown("My progress").Says("Three certificates", "2 of 3", "CompTIA A+ is missing: earn it to complete 3 of 3.", "CSCI 2200");
    }

    [TestMethod]
    public async Task Page_WithNothingHalfDone_SaysSo()
    {
        using var host = new WebHost();
        (await (await host.SignInAsync(host.Sample.LearnerUser)).GetAsync("/my-progress")).IsShown("My progress").Says("Nothing is half done");
    }
}
