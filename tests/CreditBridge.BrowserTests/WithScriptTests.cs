using CreditBridge.BrowserTests.Support;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests;

/// <summary>What scripts make better.</summary>
[TestClass]
public sealed class WithScriptTests
{
    [TestMethod]
    public async Task Filter_Chosen_NarrowsTheListInPlaceAndIsInTheAddress()
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        var page = visit.Page;
        await visit.SignInAsync("Registrar");
        await page.GotoAsync("/grants");
        await page.EvaluateAsync("() => window.sameDocument = true");
        await page.Locator("#byRule").SelectOptionAsync("false");
        await Assertions.Expect(page.Locator(".chip")).ToContainTextAsync("granted by a person");
        Assert.IsTrue(await page.EvaluateAsync<bool>("() => window.sameDocument === true"));
        Assert.Contains("byRule=false", page.Url);
        Assert.Contains("byRule=false", (await page.Locator("#export").GetAttributeAsync("action"))!);
        visit.Watch.SawNothing();
    }

    [TestMethod]
    public async Task Keyboard_Alone_SkipsToTheContentAndOpensARequest()
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        var page = visit.Page;
        await visit.SignInAsync("Evaluator");
        await page.GotoAsync("/requests");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        for (var presses = 0; presses < 12 && !await page.EvaluateAsync<bool>("() => document.activeElement.closest('tbody') !== null"); presses++)
            await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/requests/*");
        Assert.AreNotEqual("none", await page.EvaluateAsync<string>("() => { const link = document.querySelector('main a'); link.focus(); return getComputedStyle(link, ':focus-visible').outlineStyle; }"));
    }
}
