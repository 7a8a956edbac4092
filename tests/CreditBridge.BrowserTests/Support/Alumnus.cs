using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;

namespace CreditBridge.BrowserTests.Support;

/// <summary>A learner of the demo who came in by a link from the mailbox. The window stays open until all tests are over.</summary>
internal sealed partial class Alumnus(Visit visit, string number, string address)
{
    /// <summary>They wait for their letters at the same time: one waits up to a minute.</summary>
    private static readonly Lazy<Task<Alumnus[]>> All = new(async () =>
    {
        await using var staff = await Visit.BeginAsync(Mode.Wide);
        await staff.SignInAsync("Registrar");
        List<Alumnus> found = [];
        for (var number = 20_000_021; found.Count < 3; number++)
        {
            if (await FindAsync(staff.Page, $"H{number}") is { } email)
            {
                var isWithoutScript = found.Count == 1;
                found.Add(new(await Visit.BeginAsync(Mode.Wide, options => options.JavaScriptEnabled = !isWithoutScript), $"H{number}", email));
            }
        }

        await Task.WhenAll(found.Select(one => one.SignInAsync()));
        return [.. found];
    });

    public static async Task<Alumnus> WithScriptAsync() => (await All.Value)[0];

    public static async Task<Alumnus> WithoutScriptAsync() => (await All.Value)[1];

    public static async Task<Alumnus> OtherAsync() => (await All.Value)[2];

    public Visit Visit => visit;

    public string Address => address;

    /// <summary>Three people make nine posts: ten a minute are taken from one address of the network.</summary>
    private async Task SignInAsync()
    {
        var page = visit.Page;
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Get a link by e-mail" }).ClickAsync();
        await page.GetByLabel("Your e-mail address").FillAsync(address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the link" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Look into your mailbox");
        await page.GotoAsync(await LinkAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByLabel("Or student number").FillAsync(number);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync("**/my-credit");
    }

    /// <summary>Reads the letter where the demo's carrier leaves it; the sweep takes it there each minute.</summary>
    private async Task<string> LinkAsync()
    {
        var mailbox = Directory.CreateDirectory(Path.Combine(Demo.Web.DataFolder, "letters"));
        for (var tries = 0; tries < 200; tries++)
        {
            foreach (var file in mailbox.EnumerateFiles("*.eml"))
            {
                using var letter = await MimeMessage.LoadAsync(file.FullName);
                if (letter.To.Mailboxes.Any(to => string.Equals(to.Address, address, StringComparison.OrdinalIgnoreCase)) && LinkOf().Match(letter.TextBody ?? "") is { Success: true } link)
                    return link.Value;
            }

            await Task.Delay(500);
        }

        throw new InvalidOperationException($"No letter with a link came to {address}.");
    }

    /// <returns>The campus address of a learner who is enrolled; null: another one is to be taken.</returns>
    private static async Task<string?> FindAsync(IPage page, string number)
    {
        // A number is found at once, and its learner is opened.
        await page.GotoAsync($"/learners?q={number}");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Known by" }).WaitForAsync();
        if (!(await page.Locator("main").InnerTextAsync()).Contains($"{number}, enrolled", StringComparison.Ordinal))
            return null;
        return CampusAddress().Match(await page.Locator("main").InnerTextAsync()) is { Success: true } found ? found.Value : null;
    }

    [GeneratedRegex("/sign-in/link/[A-Za-z0-9_-]+")]
    private static partial Regex LinkOf();

    [GeneratedRegex(@"[a-z.0-9]+@student\.[a-z.]+[a-z]")]
    private static partial Regex CampusAddress();
}
