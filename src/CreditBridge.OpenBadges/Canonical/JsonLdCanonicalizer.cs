using System.Collections.Concurrent;

namespace CreditBridge.OpenBadges;

/// <summary>
/// RDFC-1.0 (W3C RDF Dataset Canonicalization) of JSON-LD, by the field's own library in embedded V8 engines that are made at first use (0.3–0.8 s and some 100 MB
/// each). Safe for many threads; one for a process.
/// </summary>
/// <param name="engines">How many documents at once; as many engines may be made.</param>
public sealed class JsonLdCanonicalizer(int engines = 2) : IDisposable
{
    /// <summary>A status list is the largest thing anybody signs.</summary>
    public const int MostCharacters = 6 * 1024 * 1024;

    /// <summary>By the clock on the wall: a busy machine needs more of it than the work itself.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _places = new(engines, engines);
    private readonly ConcurrentBag<ScriptEngine> _idle = [];

    /// <param name="digest"><c>SHA-256</c> or <c>SHA-384</c>.</param>
    /// <returns>N-Quads in canonical order.</returns>
    /// <exception cref="CanonicalizationException">A sentence that says why there is none.</exception>
    public async Task<string> CanonicalizeAsync(string json, string digest, CancellationToken cancellation)
    {
        if (json.Length > MostCharacters)
            throw new CanonicalizationException(Reasons.TooLarge, $"It has {json.Length} characters; at most {MostCharacters} are canonicalised.");
        await _places.WaitAsync(cancellation);
        try
        {
            if (!_idle.TryTake(out var engine))
                engine = new ScriptEngine();
            try
            {
                return engine.Canonicalize(json, digest, Limit);
            }
            finally
            {
                if (engine.IsUsable)
                    _idle.Add(engine);
                else
                    engine.Dispose();
            }
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var engine))
            engine.Dispose();
        _places.Dispose();
    }
}
