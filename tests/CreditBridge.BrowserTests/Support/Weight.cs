using Microsoft.Playwright;

namespace CreditBridge.BrowserTests.Support;

/// <summary>What the last document that was opened, and all it asked for, weighed on the wire. Nothing comes from the cache.</summary>
internal sealed class Weight
{
    private double _bytes;

    private Weight()
    {
    }

    public double Bytes => _bytes;

    public static async Task<Weight> BeginAsync(IPage page)
    {
        var weight = new Weight();
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("Network.enable");
        await devTools.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        devTools.Event("Network.requestWillBeSent").OnEvent += (_, sent) =>
        {
            if (sent!.Value.GetProperty("type").GetString() == "Document")
                weight._bytes = 0;
        };
        devTools.Event("Network.loadingFinished").OnEvent += (_, finished) => weight._bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
        return weight;
    }
}
