using CreditBridge.BrowserTests.Support;
using CreditBridge.Jobs.Demo;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests;

/// <summary>The picture in README.md. It is taken in every run, and kept only where <c>CREDITBRIDGE_PICTURES</c> is set, so that a test run changes no file.</summary>
[TestClass]
public sealed class PictureTests
{
    [TestMethod]
    public async Task Dashboard_AfterAFewNights_IsAPictureWorthShowing()
    {
        var isKept = Environment.GetEnvironmentVariable("CREDITBRIDGE_PICTURES") is { Length: > 0 };
        await using var visit = await Visit.BeginAsync(Mode.Wide, options => options.DeviceScaleFactor = isKept ? 2 : 1);
        await visit.SignInAsync("Registrar");
        for (var nights = isKept ? 5 : 0; nights > 0; nights--)
        {
            DemoNight.Change(Demo.Web.DataFolder, 0.02 * nights);
            await Demo.RunNightAsync(visit.Page);
        }

        await visit.Page.GotoAsync("/dashboard", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var picture = await visit.Page.ScreenshotAsync();
        Assert.IsGreaterThan(40_000, picture.Length, "The picture is all but blank.");
        if (isKept)
        {
            var folder = Directory.CreateDirectory(Path.Combine(DemoWeb.RepositoryRoot, "docs", "images"));
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "dashboard.png"), picture);
        }
    }
}
