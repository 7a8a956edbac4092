using CreditBridge.BrowserTests.Support;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests;

[TestClass]
public sealed class CacheTests
{
    [TestMethod]
    public async Task SecondPage_LoadsNoAssetAgain()
    {
        await using var visit = await Visit.BeginAsync(Mode.Wide);
        await visit.SignInAsync("Registrar");
        await visit.Page.GotoAsync("/requests", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var first = await LoadedAsync(visit.Page);
        Assert.IsNotEmpty(first);
        await visit.Page.GotoAsync("/requests?show=All", new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.IsEmpty((await LoadedAsync(visit.Page)).Intersect(first));
    }

    private static Task<string[]> LoadedAsync(IPage page) => page.EvaluateAsync<string[]>("() => performance.getEntriesByType('resource').filter(r => r.transferSize > 0).map(r => r.name)");
}
