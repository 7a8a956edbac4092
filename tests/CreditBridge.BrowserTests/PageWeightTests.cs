using CreditBridge.BrowserTests.Support;
using System.Text.Json;

namespace CreditBridge.BrowserTests;

[TestClass]
public sealed class PageWeightTests
{
    private const int MostBytes = 200 * 1024;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task EachPage_OfAFirstVisit_WeighsAtMost200KilobytesCompressed()
    {
        foreach (var page in DemoPage.All)
        {
            await using var visit = await Visit.BeginAsync(Mode.Wide);
            await page.OpenAsync(visit);
            var devTools = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
            await devTools.SendAsync("Network.enable");
            await devTools.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
            var bytes = 0d;
            devTools.Event("Network.loadingFinished").OnEvent += (_, finished) => bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
            await visit.Page.ReloadAsync(new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });
            TestContext.WriteLine($"{page.Name}: {bytes / 1024:0} KiB");
            Assert.IsLessThan(MostBytes, bytes, page.Name);
            Assert.IsGreaterThan(20_000, bytes, $"{page.Name}: nothing was measured.");
        }
    }

    [TestMethod]
    public async Task SecondPage_LoadsNoAssetAgain()
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        await visit.SignInAsync("Registrar");
        await visit.Page.GotoAsync("/requests", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });
        await visit.Page.GotoAsync("/requests?show=All", new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });
        var fetched = await visit.Page.EvaluateAsync<JsonElement>("() => performance.getEntriesByType('resource').filter(r => r.transferSize > 0).map(r => r.name)");
        Assert.AreEqual(0, fetched.GetArrayLength(), fetched.ToString());
    }
}
