using Microsoft.Playwright;

namespace CreditBridge.BrowserTests.Support;

/// <summary>Debian's chromium, driven by Playwright's driver. Nothing is downloaded; where there is no chromium the tests say so.</summary>
internal static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    public static async Task<IBrowser> LaunchAsync()
    {
        if (Array.Find(Places, File.Exists) is not { } chromium)
            throw new AssertInconclusiveException("No chromium here. 'apt-get install chromium' brings it; until then nothing was seen in a browser.");
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }
}
