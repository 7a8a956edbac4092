using CreditBridge.Core.Rules;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Rules;

[TestClass]
public sealed class EstimatingTests
{
    [TestMethod]
    [DataRow(null, EstimateAnswer.Maybe, "Say the result you had: it decides.")]
    [DataRow("82%", EstimateAnswer.Yes, "Score 82 percent is at least 70.")]
    [DataRow("50%", EstimateAnswer.No, "Score 50 percent is less than 70.")]
    public async Task Estimate_ByTheResult_AnswersAndSaysWhy(string? result, EstimateAnswer answer, string because)
    {
        await using var bridge = await TestBridge.CreateAsync().WithSmallUniversityAsync();
        var basics = await bridge.DbAsync(db => db.Achievements.Where(achievement => achievement.ExternalId == "basics").Select(achievement => achievement.Id).SingleAsync());
        var estimate = await bridge.InScopeAsync<Estimating, Estimate>(estimating => estimating.OfAsync(new EstimateAsk([new(basics, result, new(2026, 5, 1))], null, null, null), CancellationToken.None));
        var item = estimate.Items.Single();
        Assert.AreEqual(answer, item.Answer, string.Join(' ', item.Because));
        Assert.Contains(because, string.Join(' ', item.Because));
        Assert.AreEqual(answer == EstimateAnswer.Yes ? 3 : 0, estimate.Total);
    }
}
