using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests.Support;

internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// Only what is needed crosses from the page: the library's own call opens a second window for each run, or carries every node that passed; either costs ten times the run itself.
    /// </summary>
    public static async Task HasNoViolationAsync(this IPage page, string when = "")
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<Found>(
            """
            async () => {
                const found = await axe.run(document, { resultTypes: ['violations'] });
                return {
                    violations: found.violations.map(rule => `${rule.id} (${rule.impact}): ${rule.help}: ${rule.nodes.slice(0, 3).map(node => node.html).join('; ')}`),
                    passes: found.passes.map(rule => rule.id),
                };
            }
            """);
        Assert.IsEmpty(found.Violations, $"{when}: {string.Join('\n', found.Violations)}");
        Assert.IsGreaterThan(10, found.Passes.Length);
    }

    private sealed class Found
    {
        public string[] Violations { get; set; } = [];

        public string[] Passes { get; set; } = [];
    }
}
