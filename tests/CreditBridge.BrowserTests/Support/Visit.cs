using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests.Support;

/// <summary>Somebody's browser window on the demo.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>A session is idle after 30 minutes: long before, the next visit signs in anew.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly ConcurrentDictionary<string, (string Cookie, DateTime At)> SignedIn = new();

    private readonly IBrowserContext _context;

    private Visit(IBrowserContext context, IPage page, Watch watch) => (_context, Page, Watch) = (context, page, watch);

    public IPage Page { get; }

    public Watch Watch { get; }

    public static async Task<Visit> BeginAsync(Mode mode, Action<BrowserNewContextOptions>? change = null)
    {
        var options = new BrowserNewContextOptions { BaseURL = Demo.Web.Address, ReducedMotion = ReducedMotion.Reduce };
        change?.Invoke(options);
        var context = await Demo.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        var visit = new Visit(context, await context.NewPageAsync(), new Watch(context, Demo.Web.Address));
        await visit.LookAsync(mode);
        return visit;
    }

    public async Task LookAsync(Mode mode)
    {
        await Page.SetViewportSizeAsync(mode == Mode.Narrow ? 320 : 1360, 860);
        await Page.EmulateMediaAsync(new() { ColorScheme = mode == Mode.Dark ? ColorScheme.Dark : ColorScheme.Light });
    }

    /// <summary>Chooses a persona on the sign-in page; the second time one of this role is wanted, by the cookie of the first.</summary>
    /// <param name="role">As the list of personas names it.</param>
    public async Task SignInAsync(string role)
    {
        if (SignedIn.TryGetValue(role, out var known) && DateTime.UtcNow - known.At < Fresh)
        {
            await _context.AddCookiesAsync([new() { Name = Session, Value = known.Cookie, Url = Demo.Web.Address, HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
            return;
        }

        await Page.GotoAsync("/sign-in");
        await Page.Locator(".people button", new() { HasText = role }).First.ClickAsync();
        await Page.WaitForURLAsync(address => !address.EndsWith("/sign-in", StringComparison.Ordinal));
        SignedIn[role] = ((await _context.CookiesAsync()).Single(kept => kept.Name == Session).Value, DateTime.UtcNow);
    }

    /// <summary>For a person to look at, where they are asked for (<c>CREDITBRIDGE_LOOK</c> names a folder). With the caret and the motion as they are nothing is injected into the page.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("CREDITBRIDGE_LOOK") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true, Caret = ScreenshotCaret.Initial, Animations = ScreenshotAnimations.Allow });
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private const string Session = "creditbridge-session";
}
