using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace CreditBridge.BrowserTests.Support;

/// <summary>What no page may do, watched over a whole visit: break the content security policy, ask another host for anything, or fail in its script.</summary>
internal sealed class Watch
{
    private readonly ConcurrentQueue<string> _seen = new();

    public Watch(IBrowserContext context, string address)
    {
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _seen.Enqueue($"asked another host: {request.Url}");
        };
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.Contains("the server responded with a status of 40", StringComparison.Ordinal))
                _seen.Enqueue($"console {message.Type}: {message.Text}");
        };
        context.WebError += (_, error) => _seen.Enqueue($"script: {error.Error}");
    }

    public void SawNothing() => Assert.IsEmpty(_seen, string.Join('\n', _seen));
}
