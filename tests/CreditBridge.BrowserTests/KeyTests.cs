using CreditBridge.BrowserTests.Support;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests;

/// <summary>Who works the queue needs no mouse: a routine decision takes three keys.</summary>
[TestClass]
public sealed class KeyTests
{
    [TestMethod]
    public async Task ARoutineDecision_TakesThreeKeys()
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        var page = visit.Page;
        await visit.SignInAsync("Evaluator");
        // Lines with a choice or without credits are no routine.
        await page.GotoAsync("/requests?sort=-opened");
        await page.WaitForFunctionAsync("() => !document.getElementById('keys-open').hidden");
        var keys = 0;
        await PressAsync("o");
        await page.WaitForURLAsync("**/requests/*-*");
        await page.WaitForFunctionAsync("() => !document.getElementById('keys-open').hidden");
        await PressAsync("a");
        await PressAsync("Enter");
        await page.Locator("[role=status]").WaitForAsync();
        Assert.IsLessThanOrEqualTo(3, keys);
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("approved");
        visit.Watch.SawNothing();

        Task PressAsync(string key)
        {
            keys++;
            return page.Keyboard.PressAsync(key);
        }
    }

    [TestMethod]
    public async Task Keys_InAField_WriteAndDoNothingElse()
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        var page = visit.Page;
        await visit.SignInAsync("Evaluator");
        await page.GotoAsync("/requests");
        await page.Locator("#q").FocusAsync();
        await page.Keyboard.TypeAsync("jokar?");
        Assert.AreEqual("jokar?", await page.Locator("#q").InputValueAsync());
        Assert.IsFalse(await page.Locator("dialog#keys").EvaluateAsync<bool>("dialog => dialog.open"));
        Assert.AreEqual("/requests", new Uri(page.Url).AbsolutePath);
    }

    [TestMethod]
    public async Task Keys_MoveThroughTheList_AndStaySwitchedOff()
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        var page = visit.Page;
        await visit.SignInAsync("Evaluator");
        await page.GotoAsync("/requests");
        await page.WaitForFunctionAsync("() => !document.getElementById('keys-open').hidden");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator("tbody tr.here a[data-open]")).ToBeFocusedAsync();
        Assert.AreEqual(1, await page.EvaluateAsync<int>("() => [...document.querySelectorAll('tbody tr')].findIndex(row => row.classList.contains('here'))"));
        await page.Keyboard.PressAsync("k");
        Assert.AreEqual(0, await page.EvaluateAsync<int>("() => [...document.querySelectorAll('tbody tr')].findIndex(row => row.classList.contains('here'))"));

        await page.Keyboard.PressAsync("?");
        await page.GetByLabel("Keys are on, in this browser").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await page.ReloadAsync();
        await page.Keyboard.PressAsync("o");
        await page.Keyboard.PressAsync("?");
        Assert.IsFalse(await page.Locator("dialog#keys").EvaluateAsync<bool>("dialog => dialog.open"));
        Assert.AreEqual("/requests", new Uri(page.Url).AbsolutePath);
        visit.Watch.SawNothing();
    }
}
