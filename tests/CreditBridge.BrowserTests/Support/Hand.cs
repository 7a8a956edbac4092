using Microsoft.Playwright;

namespace CreditBridge.BrowserTests.Support;

/// <summary>Works a page with the mouse, or with the keyboard alone: then a control is reached by Tab, as somebody without a mouse reaches it.</summary>
internal sealed class Hand(IPage page, bool hasMouse)
{
    private const int MostTabs = 200;

    public IPage Page => page;

    public async Task PressAsync(ILocator control)
    {
        if (hasMouse)
        {
            await control.ClickAsync();
            return;
        }

        await ReachAsync(control);
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task WriteAsync(ILocator field, string text)
    {
        if (hasMouse)
        {
            await field.FillAsync(text);
            return;
        }

        await ReachAsync(field);
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync(text);
    }

    public async Task CheckAsync(ILocator box)
    {
        if (hasMouse)
        {
            await box.CheckAsync();
            return;
        }

        await ReachAsync(box);
        if (!await box.IsCheckedAsync())
            await page.Keyboard.PressAsync("Space");
    }

    public async Task ChooseAsync(ILocator list, string value)
    {
        if (hasMouse)
        {
            await list.SelectOptionAsync(value);
            return;
        }

        await ReachAsync(list);
        for (var presses = 0; presses < 40 && await list.InputValueAsync() != value; presses++)
            await page.Keyboard.PressAsync("ArrowDown");
        Assert.AreEqual(value, await list.InputValueAsync());
    }

    /// <summary>Within a group of radio buttons the arrows lead on: Tab enters the group once.</summary>
    private async Task ReachAsync(ILocator control)
    {
        await control.WaitForAsync();
        for (var presses = 0; presses < MostTabs; presses++)
        {
            var place = await control.EvaluateAsync<int>("control => control === document.activeElement ? 2 : control.type === 'radio' && document.activeElement.name === control.name && document.activeElement.form === control.form ? 1 : 0");
            if (place == 2)
                return;
            await page.Keyboard.PressAsync(place == 1 ? "ArrowDown" : "Tab");
        }

        Assert.Fail($"The keyboard does not reach {control} on {page.Url}.");
    }
}
