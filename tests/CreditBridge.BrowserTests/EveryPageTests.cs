using CreditBridge.BrowserTests.Support;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests;

/// <summary>Each page, looked at wide, at 320 px and in the dark.</summary>
[TestClass]
public sealed class EveryPageTests
{
    public static IEnumerable<object[]> Pages => DemoPage.All.Select(page => new object[] { page.Name });

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public async Task Page_WideNarrowAndDark_HasNoAxeViolationAndStaysInItsFrame(string name)
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        await DemoPage.All.Single(page => page.Name == name).OpenAsync(visit);
        foreach (var mode in Enum.GetValues<Mode>())
        {
            await visit.LookAsync(mode);
            var axe = await visit.Page.RunAxe();
            Assert.IsEmpty(axe.Violations, $"{mode}: " + string.Join('\n', axe.Violations.Select(violation =>
                $"{violation.Id} ({violation.Impact}): {violation.Help}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}")));
            Assert.IsGreaterThan(10, axe.Passes.Length);
            var widths = await visit.Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, window.innerWidth]");
            Assert.IsLessThanOrEqualTo(widths[1], widths[0], $"{mode}: the page is wider than its window.");
        }

        visit.Watch.SawNothing();
    }

    [TestMethod]
    public async Task OpenMenu_OnASmallScreen_HasNoAxeViolation()
    {
        await using var visit = await Visit.BeginAsync(Mode.Narrow);
        await visit.SignInAsync("Registrar");
        await visit.Page.GotoAsync("/dashboard");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Grants" }).WaitForAsync();
        Assert.IsEmpty((await visit.Page.RunAxe()).Violations);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Grants" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Grants", Level = 1 }).WaitForAsync();
    }
}
