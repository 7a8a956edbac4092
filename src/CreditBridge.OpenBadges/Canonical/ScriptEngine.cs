using System.Security.Cryptography;
using System.Text;
using Microsoft.ClearScript;
using Microsoft.ClearScript.V8;

namespace CreditBridge.OpenBadges;

/// <summary>One V8 with jsonld.js and rdf-canonize in it. Not for two threads at once; after a time-out or a full heap it is thrown away.</summary>
internal sealed class ScriptEngine : IDisposable
{
    private const int MiB = 1024 * 1024;

    /// <summary>The soft limit: passing it is an exception. The hard one (below, MiB) is far away, for reaching it ends the process.</summary>
    private const int MostHeap = 192 * MiB;
    private static readonly Lazy<string> Script = new(() => Encoding.UTF8.GetString(Embedded.Bytes("canonicalize.js")));

    private readonly V8ScriptEngine _engine = new(new V8RuntimeConstraints { MaxOldSpaceSize = 1024, MaxArrayBufferAllocation = 16 * MiB }, V8ScriptEngineFlags.DisableGlobalMembers)
    {
        MaxRuntimeHeapSize = MostHeap,
        RuntimeHeapSizeSampleInterval = TimeSpan.FromMilliseconds(20),
        RuntimeHeapSizeViolationPolicy = V8RuntimeViolationPolicy.Exception,
        AllowReflection = false,
    };

    private readonly ScriptObject _canonicalize;
    private string? _quads;
    private CanonicalizationException? _problem;

    /// <summary>V8 hands its background work to .NET's thread pool, where it would wait behind the very threads that wait for it.</summary>
    static ScriptEngine() => V8Settings.GlobalFlags |= V8GlobalFlags.DisableBackgroundWork;

    public ScriptEngine()
    {
        _engine.AddHostObject("contextOf", new Func<string, string?>(EmbeddedContexts.Find));
        _engine.AddHostObject("digest", new Func<string, string, string>(Digest));
        _engine.AddHostObject("answered", new Action<string>(quads => _quads = quads));
        _engine.AddHostObject("failed", new Action<string, string>((message, code) => _problem = Explain(message, code)));
        _engine.Execute("canonicalize.js", Script.Value);
        _canonicalize = (ScriptObject)_engine.Script.canonicalize;
    }

    /// <summary>False once it was interrupted: nothing is known of its state.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <returns>N-Quads in canonical order.</returns>
    /// <exception cref="CanonicalizationException">Terms or contexts are unknown, or it takes too long or too much.</exception>
    public string Canonicalize(string json, string digest, TimeSpan limit)
    {
        using var clock = new Timer(_ => _engine.Interrupt(), null, limit, Timeout.InfiniteTimeSpan);
        try
        {
            (_quads, _problem) = (null, null);
            _canonicalize.InvokeAsFunction(json, digest);
            return _quads ?? throw _problem ?? new CanonicalizationException(Reasons.CanonicalizationFailed, "Its canonical form was not found at once.");
        }
        catch (Exception stopped) when (stopped is ScriptInterruptedException or OutOfMemoryException or ScriptEngineException { IsFatal: true } || IsHeapFull(stopped))
        {
            IsUsable = false;
            throw new CanonicalizationException(Reasons.TooComplex, $"The canonical form was not found within {limit.TotalSeconds:0.#} seconds and {MostHeap / MiB} MiB: credentials that people earn are far smaller.", stopped);
        }
        catch (ScriptEngineException problem)
        {
            throw Explain(problem.Message, null);
        }
    }

    public void Dispose()
    {
        _canonicalize.Dispose();
        _engine.Dispose();
    }

    private static bool IsHeapFull(Exception exception) => exception is ScriptEngineException && exception.Message.Contains("heap", StringComparison.OrdinalIgnoreCase);

    private static CanonicalizationException Explain(string message, string? code)
    {
        const string Unknown = "unsupported-context ";
        if (message.IndexOf(Unknown, StringComparison.Ordinal) is var at and >= 0)
            return new(Reasons.UnsupportedContext, $"It uses the vocabulary {message[(at + Unknown.Length)..]}, which this verifier does not have.");
        if (message.Contains("Maximum deep iterations", StringComparison.Ordinal))
            return new(Reasons.TooComplex, "Its graph is built so that its canonical form takes very long to find; it was not looked for.");
        if (message.Contains("Safe mode", StringComparison.Ordinal) || code is "invalid property" or "relative @id reference")
            return new(Reasons.UndefinedTerm, "It uses terms or values that its vocabulary does not define, so no signature could cover them.");
        return code is not null && code.StartsWith("jsonld.", StringComparison.Ordinal)
            ? new(Reasons.Malformed, $"It is not JSON-LD that can be read: {message}")
            : new(Reasons.CanonicalizationFailed, $"Its canonical form could not be found: {message}");
    }

    private static string Digest(string algorithm, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToHexStringLower(algorithm == "SHA-384" ? SHA384.HashData(bytes) : SHA256.HashData(bytes));
    }
}
