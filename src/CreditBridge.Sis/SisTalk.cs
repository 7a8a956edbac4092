using System.Collections.Concurrent;
using System.Text;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis;

/// <summary>Remembers what was said about a posting until somebody writes it down.</summary>
public sealed class SisTalk(TimeProvider time)
{
    private const int MostCharacters = 4000;
    private const int MostPostings = 1_000;
    private const int MostCalls = 12;

    private static readonly HttpRequestOptionsKey<CreditPosting> Subject = new("posting");

    private readonly ConcurrentDictionary<string, ConcurrentQueue<SisExchange>> _said = new(StringComparer.Ordinal);

    /// <summary>What was said about it since the last time.</summary>
    public IReadOnlyList<SisExchange> Take(CreditPosting posting) => _said.TryRemove(posting.Key, out var said) ? [.. said] : [];

    /// <summary>Says which posting a request is about: only such requests are remembered.</summary>
    internal static void About(HttpRequestMessage request, CreditPosting posting) => request.Options.Set(Subject, posting);

    internal async Task<SisAnswer> ListenAsync(HttpRequestMessage request, Func<Task<SisAnswer>> send)
    {
        if (!request.Options.TryGetValue(Subject, out var posting))
            return await send();
        var (at, began) = (time.GetUtcNow().UtcDateTime, time.GetTimestamp());
        var sent = request.Content is { } content ? await content.ReadAsStringAsync() : "";
        try
        {
            var answer = await send();
            Remember($"{(int)answer.Status} {answer.Media}\n{Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(answer.Body.Length, MostCharacters * 4)))}");
            return answer;
        }
        catch (Exception problem) when (problem is SisException or NothingLeftException)
        {
            Remember(problem.Message);
            throw;
        }

        void Remember(string answer)
        {
            if (_said.Count < MostPostings && _said.GetOrAdd(posting.Key, _ => new()) is { Count: < MostCalls } said)
                said.Enqueue(new(at, $"{request.Method} {request.RequestUri!.AbsolutePath}", Shown(sent), Shown(answer), time.GetElapsedTime(began)));
        }

        // An error may repeat what signed the request.
        string Shown(string text) => Cut(request.Headers.Authorization?.Parameter is { Length: > 0 } secret ? Masked(text.Replace(secret, "…", StringComparison.Ordinal)) : Masked(text));

        string Masked(string text) => posting.StudentNumber.Length > 2 ? text.Replace(posting.StudentNumber, $"…{posting.StudentNumber[^2..]}", StringComparison.OrdinalIgnoreCase) : text;
    }

    private static string Cut(string text) => text.Length <= MostCharacters ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MostCharacters - 2]) ? MostCharacters - 2 : MostCharacters - 1), "…");
}
