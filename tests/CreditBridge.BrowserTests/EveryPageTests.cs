using CreditBridge.BrowserTests.Support;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests;

/// <summary>Each page, looked at wide, at 320 px and in the dark.</summary>
[TestClass]
public sealed class EveryPageTests
{
    public static IEnumerable<object[]> Pages => DemoPage.All.Select(page => new object[] { page.Name });

    private const int MostBytes = 200 * 1024;

    public TestContext TestContext { get; set; } = null!;

    /// <summary>Its weight is that of a first visit, compressed, as it came over the wire.</summary>
    [TestMethod]
    [DynamicData(nameof(Pages))]
    public async Task Page_WideNarrowAndDark_HasNoAxeViolationStaysInItsFrameAndWeighsAtMost200Kilobytes(string name)
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        var weight = await Weight.BeginAsync(visit.Page);
        await DemoPage.All.Single(page => page.Name == name).OpenAsync(visit);
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        TestContext.WriteLine($"{weight.Bytes / 1024:0} KiB");
        Assert.IsLessThan(MostBytes, weight.Bytes);
        Assert.IsGreaterThan(20_000, weight.Bytes, "Nothing was measured.");
        foreach (var mode in Enum.GetValues<Mode>())
        {
            await visit.LookAsync(mode);
            await visit.Page.HasNoViolationAsync($"{mode}");
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
        await visit.Page.HasNoViolationAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Grants" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Grants", Level = 1 }).WaitForAsync();
    }
}
