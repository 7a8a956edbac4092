using Microsoft.Playwright;

namespace CreditBridge.BrowserTests.Support;

/// <summary>One browser and one demo for all tests of this program; the demo has had its first night, run from its own page.</summary>
[TestClass]
public static class Demo
{
    private static IBrowser? _browser;
    private static DemoWeb? _web;

    internal static IBrowser Browser => _browser!;

    internal static DemoWeb Web => _web!;

    [AssemblyInitialize]
    public static async Task BeginAsync(TestContext _)
    {
        _browser = await Chromium.LaunchAsync();
        _web = await DemoWeb.StartAsync();
        await DemoSigner.JoinAsync(_web.DataFolder);
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        await visit.SignInAsync("Registrar");
        await RunNightAsync(visit.Page);
        visit.Watch.SawNothing();
    }

    [AssemblyCleanup]
    public static async Task EndAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _web?.Dispose();
    }

    /// <summary>Presses 'Run now' on the dashboard and follows the progress to its end.</summary>
    internal static async Task RunNightAsync(IPage page)
    {
        await page.GotoAsync("/dashboard");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await page.GetByText("What it brought").WaitForAsync(new() { Timeout = 240_000 });
    }
}
