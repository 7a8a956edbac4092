using CreditBridge.BrowserTests.Support;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests;

/// <summary>A rule of the demo from a new draft to publishing, by two people in two windows.</summary>
[TestClass]
public sealed class RuleLifeTests
{
    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Rule_DraftedApprovedLookedAtPublished_ByTwoPeople(bool withScript)
    {
        await using var registrar = await Visit.BeginAsync(Mode.Wide, options => options.JavaScriptEnabled = withScript);
        await using var faculty = await Visit.BeginAsync(Mode.Wide, options => options.JavaScriptEnabled = withScript);
        await registrar.SignInAsync("Rosalind");
        await faculty.SignInAsync("Priya");
        var page = registrar.Page;
        await page.GotoAsync("/rules?department=COMP&show=InForce");
        await page.Locator("tbody a").Nth(withScript ? 0 : 1).ClickAsync();
        var rule = page.Url;
        await page.GetByRole(AriaRole.Button, new() { Name = "New draft" }).ClickAsync();
        await page.GotoAsync(rule);
        await page.GetByLabel("Why it should be so").FillAsync("The exam has a new edition.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit for approval" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Waits for the faculty of COMP")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("wrote this version: another person approves it");

        await faculty.Page.GotoAsync("/dashboard");
        await faculty.Page.GetByText("waiting for approval").ClickAsync();
        await faculty.Page.Locator($"tbody a[href='{new Uri(rule).AbsolutePath}']").ClickAsync();
        await faculty.Page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Assertions.Expect(faculty.Page.GetByText("It is approved and can be published.")).ToBeVisibleAsync();

        await page.GotoAsync(rule);
        await page.GetByRole(AriaRole.Link, new() { Name = "Impact, and publish" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "See who gains and loses" }).ClickAsync();
        await page.GetByText("All learners").WaitForAsync(new() { Timeout = 90_000 });
        if (withScript)
            await page.HasNoViolationAsync();
        await page.GetByLabel("Why it is published now").FillAsync("Faculty agreed.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish:" }).ClickAsync();
        await Assertions.Expect(page.GetByText("It is published.")).ToBeVisibleAsync();
        await page.GotoAsync(rule);
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Both say the same, word for word.")).ToBeVisibleAsync();
        registrar.Watch.SawNothing();
    }
}
