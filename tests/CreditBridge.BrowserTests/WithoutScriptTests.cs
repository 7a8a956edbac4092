using CreditBridge.BrowserTests.Support;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests;

/// <summary>The main journey with JavaScript switched off.</summary>
[TestClass]
public sealed class WithoutScriptTests
{
    [TestMethod]
    public async Task Registrar_RunsANight_DecidesALine_AndTakesTheWorkbook()
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide, options => options.JavaScriptEnabled = false);
        var page = visit.Page;
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rosalind Okafor" }).ClickAsync();
        await Demo.RunNightAsync(page);
        await Assertions.Expect(page.Locator(".statement tr", new() { HasText = "new" }).Locator("td")).ToHaveTextAsync("0");

        await page.GetByRole(AriaRole.Link, new() { Name = "Requests", Exact = true }).ClickAsync();
        await page.Locator("tbody a").First.ClickAsync();
        var form = page.Locator("main form[data-decide]").First;
        await form.GetByRole(AriaRole.Button, new() { Name = "Decide", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose to approve or to decline.");
        form = page.Locator("main form[data-decide]").First;
        await form.GetByLabel("Decline", new() { Exact = true }).CheckAsync();
        await form.GetByLabel("Reason for declining").SelectOptionAsync("ContentDiffers");
        await form.GetByLabel("Sentence").FillAsync("The certificate covers half of the course.");
        await form.GetByRole(AriaRole.Button, new() { Name = "Decide", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(": declined.");
        await Assertions.Expect(page.Locator("blockquote")).ToContainTextAsync("half of the course");

        await page.GetByRole(AriaRole.Link, new() { Name = "Grants", Exact = true }).ClickAsync();
        await page.Locator("#posting").SelectOptionAsync("Posted");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.Locator(".chip")).ToContainTextAsync("Posted");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Workbook" }).ClickAsync());
        Assert.AreEqual("grants.xlsx", download.SuggestedFilename);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync("/requests");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Who would you like to be?");
        visit.Watch.SawNothing();
    }
}
