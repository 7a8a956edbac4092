using CreditBridge.BrowserTests.Support;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests;

/// <summary>A rule written in the editor, from a blank page to its submission.</summary>
[TestClass]
public sealed class RuleEditorTests
{
    [TestMethod]
    public async Task Rule_WithScript_IsSavedAsItIsWritten_TriedAndSubmitted()
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        var page = visit.Page;
        await BeginAsync(visit, "Written with a script");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add achievement" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Find the achievement")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("comptia a+");
        await page.Locator(".found-one").First.ClickAsync();
        await Assertions.Expect(page.Locator(".chosen")).ToContainTextAsync("CompTIA");
        await Assertions.Expect(page.GetByLabel("Scale", new() { Exact = true })).ToBeFocusedAsync();
        await page.GetByLabel("Most age in months").FillAsync("abc");
        await page.GetByLabel("Least hours").FocusAsync();
        await Assertions.Expect(page.Locator("#problems")).ToContainTextAsync("‘abc’ is no whole number.");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Not saved");
        await page.GetByLabel("Most age in months").FillAsync("1200");
        await page.GetByLabel("Least hours").FocusAsync();
        await Assertions.Expect(page.Locator("#saved-words")).ToContainTextAsync("Saved");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add course credit" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Course", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("COSC 13");
        await page.Locator("#section-awards .found-one").Nth(1).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "of this rule" }).ClickAsync();
        await page.Locator(".trial").First.WaitForAsync();
        await Assertions.Expect(page.Locator("#try .checks-list").First).ToContainTextAsync("Met");

        // What is typed is tried as it is typed.
        await page.GetByLabel("Credits", new() { Exact = true }).FillAsync("2");
        await page.GetByText("Each condition").First.WaitForAsync();
        if (IsLookedAt)
        {
            await page.WaitForTimeoutAsync(1500);
            await PictureAsync(page, "editor-try");
            return;
        }

        await page.GetByLabel("Credits", new() { Exact = true }).FillAsync("");
        await page.GetByLabel("Grade code").FocusAsync();
        await Assertions.Expect(page.Locator("#problems")).Not.ToContainTextAsync("Before this can be submitted");
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync("Faculty compared the outcomes.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit for approval" }).ClickAsync();
        await page.WaitForURLAsync("**/rules/EQ-*");
        visit.Watch.SawNothing();
    }

    [TestMethod]
    public async Task Rule_WithoutScript_IsBuiltAndSubmitted()
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide, options => options.JavaScriptEnabled = false);
        var page = visit.Page;
        await BeginAsync(visit, "Written without a script");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add group: at least k" }).ClickAsync();
        for (var i = 0; i < 2; i++)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Add achievement to part 1" }).ClickAsync();
            await page.GetByLabel("Find the achievement").FillAsync(i == 0 ? "security+" : "network+");
            await page.Keyboard.PressAsync("Enter");
            await page.Locator(".found-one").First.ClickAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Move up part 1\\.2") }).ClickAsync();
        await Assertions.Expect(page.Locator("#section-requirement ol ol li").First).ToContainTextAsync("Network+");
        await page.Locator("select[name='requirement.items[0].kind']").SelectOptionAsync("anyOf");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change part 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add elective credit" }).ClickAsync();
        await page.GetByLabel("Credits", new() { Exact = true }).FillAsync("3");
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync("Kept while other things are done.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save awards" }).ClickAsync();
        await Assertions.Expect(page.Locator("#summary-awards")).ToHaveTextAsync("Elective credit, lower level, 3 credits");
        await page.GetByRole(AriaRole.Button, new() { Name = "of this rule" }).ClickAsync();
        await Assertions.Expect(page.Locator("#try-result")).Not.ToBeEmptyAsync();
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync("Faculty compared the outcomes.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit for approval" }).ClickAsync();
        await page.WaitForURLAsync("**/rules/EQ-*");
        visit.Watch.SawNothing();
    }

    [TestMethod]
    public async Task Tree_ByKeyboardAlone_IsBuiltAndMoved()
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        var page = visit.Page;
        await BeginAsync(visit, "Written with the keyboard");
        await PressAsync(page, "Add course passed");
        await Assertions.Expect(page.GetByLabel("Course", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("COSC 1300");
        await PressAsync(page, "Add course passed");
        await Assertions.Expect(page.Locator("#requirement_items_1__course")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("COSC 1305");
        await PressAsync(page, "Move up part 2");
        await Assertions.Expect(page.Locator("#section-requirement ol > li").First).ToContainTextAsync("COSC 1305");
        Assert.AreNotEqual("BODY", await page.EvaluateAsync<string>("() => document.activeElement.tagName"), "The keyboard lost its place.");
        await PressAsync(page, "Wrap in a group part 2, COSC 1300");
        await Assertions.Expect(page.Locator("#section-requirement ol ol > li")).ToContainTextAsync("COSC 1300");
        await PressAsync(page, "Move into the group beside it part 1, COSC 1305");
        await Assertions.Expect(page.Locator("#section-requirement ol ol > li").First).ToContainTextAsync("COSC 1305");
        await Assertions.Expect(page.Locator("#saved-words")).ToContainTextAsync("Moved into the group.");
        visit.Watch.SawNothing();

        // Tab and Enter only, from wherever the focus is.
        static async Task PressAsync(IPage page, string name)
        {
            var button = page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{System.Text.RegularExpressions.Regex.Escape(name)}") }).First;
            await button.WaitForAsync();
            for (var presses = 0; presses < 150 && !await button.EvaluateAsync<bool>("button => button === document.activeElement"); presses++)
                await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Enter");
        }
    }

    [TestMethod]
    public async Task TwoEditors_TheSecondChooses()
    {
        await using var first = await Visit.BeginAsync(Mode.Wide);
        await BeginAsync(first, "Two of us");
        await using var second = await Visit.BeginAsync(Mode.Wide);
        await second.SignInAsync("Registrar");
        await second.Page.GotoAsync(first.Page.Url);
        await second.Page.GetByLabel("Title", new() { Exact = true }).FillAsync("Theirs");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).First.ClickAsync();
        await Assertions.Expect(second.Page.Locator("#saved-words")).ToContainTextAsync("Saved");
        await first.Page.GetByLabel("Title", new() { Exact = true }).FillAsync("Mine");
        await first.Page.GetByLabel("Public note").FocusAsync();
        await Assertions.Expect(first.Page.Locator("#conflict")).ToContainTextAsync("Somebody else saved this draft");
        await Assertions.Expect(first.Page.Locator("#conflict tbody tr").First).ToContainTextAsync("Theirs");
        await first.Page.HasNoViolationAsync();
        if (IsLookedAt)
        {
            await PictureAsync(first.Page, "editor-conflict");
            return;
        }

        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Keep mine" }).ClickAsync();
        await Assertions.Expect(first.Page.Locator("#conflict")).ToBeEmptyAsync();
        await first.Page.ReloadAsync();
        await Assertions.Expect(first.Page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Mine");
        first.Watch.SawNothing();
    }

    [TestMethod]
    public async Task Editor_WithEveryKindOfPartOpen_HasNoAxeViolation_WideNarrowAndDark()
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        var page = visit.Page;
        await BeginAsync(visit, "A rule with everything, and a title that is long enough to need a second line on a small screen");
        foreach (var name in new[] { "Add group: at least k", "Add pattern", "Add course passed", "Add choice of lines", "Add block of courses", "Add ‘no credit’", "Add achievement" })
        {
            await page.GetByRole(AriaRole.Button, new() { Name = name }).Last.ClickAsync();
            await Assertions.Expect(page.Locator("#saved-words")).ToContainTextAsync("Added.");
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        }

        await page.GetByLabel("Find the achievement").FillAsync("data");
        await page.Locator(".found-one").First.WaitForAsync();
        foreach (var summary in await page.Locator("details.card > summary").AllAsync())
            await summary.ClickAsync();
        foreach (var mode in Enum.GetValues<Mode>())
        {
            await visit.LookAsync(mode);
            await page.HasNoViolationAsync($"{mode}");
            var widths = await page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, window.innerWidth]");
            Assert.IsLessThanOrEqualTo(widths[1], widths[0], $"{mode}: the page is wider than its window.");
            await PictureAsync(page, $"editor-{mode}");
        }

        visit.Watch.SawNothing();
    }

    private static async Task BeginAsync(Visit visit, string title)
    {
        var page = visit.Page;
        await visit.SignInAsync("Registrar");
        await page.GotoAsync("/rules/new");
        await page.GetByLabel("Title").FillAsync(title);
        await page.GetByLabel("Department").SelectOptionAsync(new SelectOptionValue { Label = "Computer Science" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the draft" }).ClickAsync();
        await page.WaitForURLAsync("**/rules/drafts/*");
    }

    private static bool IsLookedAt => Environment.GetEnvironmentVariable("CREDITBRIDGE_LOOK") is { Length: > 0 };

    /// <summary>For a person to look at, where they are asked for. Taking one injects a style that the policy refuses, so it ends the test.</summary>
    private static async Task PictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CREDITBRIDGE_LOOK") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }
}
