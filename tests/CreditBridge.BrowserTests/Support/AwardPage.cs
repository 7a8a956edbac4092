using Microsoft.Playwright;

namespace CreditBridge.BrowserTests.Support;

internal static class AwardPage
{
    /// <summary>A machine that has no time says 'Checked just now' and why; who looks again sees it verified.</summary>
    public static async Task IsVerifiedAsync(this IPage page)
    {
        var heading = page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^(Verified|Checked) just now$") });
        await heading.WaitForAsync();
        for (var looks = 0; looks < 3 && await heading.InnerTextAsync() != "Verified just now"; looks++)
        {
            Console.WriteLine($"Not verified: {await page.Locator("main").InnerTextAsync()}");
            await page.ReloadAsync();
        }

        await Assertions.Expect(heading).ToHaveTextAsync("Verified just now");
    }
}
