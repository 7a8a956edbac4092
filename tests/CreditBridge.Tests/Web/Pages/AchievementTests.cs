using CreditBridge.Core.Rules;
using CreditBridge.Tests.Web.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Web.Pages;

[TestClass]
public sealed class AchievementTests
{
    [TestMethod]
    public async Task List_SaysWhatIsEarnedMost_AndWhatNoRuleNames()
    {
        using var host = new WebHost();
        var visitor = await host.SignInAsync(host.Sample.Registrar);
        var row = (await visitor.GetAsync("/partners/harbor/achievements")).IsShown("Achievements of Harbor Institute").Has("form[action*='Pull']", 0).Rows().Single();
        CollectionAssert.AreEqual(new[] { "Networking Fundamentalsnet-1", "32", "in force", "6", "not since first seen" }, row.ToArray());
        (await visitor.GetAsync("/partners/harbor/achievements?unruled=true")).Says("Each that was earned stands in a rule");
        (await visitor.GetAsync("/partners/harbor/achievements?q=nothing")).Says("No achievement matches");
        var unruled = (await visitor.GetAsync("/partners/meridian/achievements?unruled=true")).Says("Data Analytics Professional Certificate", "Write one");

        var rule = await visitor.GetAsync(unruled.Document.QuerySelector("tbody a[href*='rules/new']")!.GetAttribute("href")!);
        Assert.AreEqual("Data Analytics Professional Certificate", rule.Document.GetElementById("Input_Title")!.GetAttribute("value"));
        (await visitor.SubmitAsync(rule, "main form", ("Input.Department", "CS"))).HasStatus(302);
        var begun = await host.QueryAsync(db => db.RuleVersions.OrderByDescending(version => version.CreatedAt).FirstAsync());
        Assert.AreEqual(new AchievementSelector("meridian", "da-2"), RuleParts.Achievements(begun.Definition).Single());
        (await (await host.SignInAsync(host.Sample.Auditor)).GetAsync("/partners/meridian/achievements")).HasStatus(200).DoesNotSay("Write one");
        await visitor.PostAsync("/partners/harbor/achievements?handler=Pull");
        (await visitor.GetAsync("/partners/harbor/achievements")).Says("Harbor Institute does not list what can be earned");
    }

    [TestMethod]
    public async Task Page_SaysWhatIsNotStatedOfTheEleven_AndWhatChanged_AsText()
    {
        using var host = new WebHost();
        var id = host.Sample.Networking.Id;
        await host.QueryAsync(async db =>
        {
            var achievement = await db.Achievements.AsTracking().SingleAsync(row => row.Id == id);
            db.Add(achievement.Change(achievement.Facts() with { Name = Attacks.All[0], Hours = 60, Level = Attacks.All[2], Url = "javascript:alert(1)" }, SampleInstitution.Now)!);
            Assert.IsNull(achievement.Change(achievement.Facts(), SampleInstitution.Now));
            return await db.SaveChangesAsync();
        });
        var page = (await (await host.SignInAsync(host.Sample.Advisor)).GetAsync($"/achievements/{id}")).IsShown(Attacks.All[0]).Has("main script, main img, main a[href^=javascript]", 0).Has(".checks-list li", 11).Has("li.is-not-met", 4);
        page.Says("Earned 32 times; version 2", "7 of 11", "Learning outcomes not stated", "Date of issuing", "on each credential", "60 hours").DoesNotSay("Write a rule");
        CollectionAssert.AreEquivalent(new[] { "Name", "Hours", "Level", "Address" }, page.Rows().Select(row => row[0]).ToArray());
        CollectionAssert.Contains(page.Rows().Select(row => $"{row[1]} → {row[2]}").ToArray(), "45 → 60");
    }
}
