using CreditBridge.Sis;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>Asks the student system what it has of many postings, so that one it can't be asked about never stops the others.</summary>
public sealed partial class PostingFinding(ISisAdapter adapter, ILogger<PostingFinding> log)
{
    private const int MostFailuresInARow = 3;

    /// <summary>Asks for all at once; where that fails for one by one, so that a posting that can't be asked for never stops the others.</summary>
    /// <returns>What was found, and why some could not be asked for, by key K; those that were not tried themselves come first the next time.</returns>
    public async Task<(IReadOnlyDictionary<string, SisEntry> Found, IReadOnlyDictionary<string, (string Why, bool WasTried)> Unasked)> AllAsync(IReadOnlyCollection<CreditPosting> postings, CancellationToken cancellation)
    {
        try
        {
            return (await adapter.FindAsync(postings, cancellation), new Dictionary<string, (string, bool)>());
        }
        catch (Exception outage) when (outage is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogNoLookUp(log, adapter.Name, postings.Count, outage);
        }

        var (found, unasked, inARow, last) = (new Dictionary<string, SisEntry>(StringComparer.Ordinal), new Dictionary<string, (string Why, bool WasTried)>(StringComparer.Ordinal), 0, "");
        foreach (var posting in postings)
        {
            // It is out of reach for all of them: the rest need not be tried.
            if (inARow >= MostFailuresInARow)
            {
                unasked[posting.Key] = (last, false);
                continue;
            }

            try
            {
                foreach (var (key, entry) in await adapter.FindAsync([posting], cancellation))
                    found[key] = entry;
                inARow = 0;
            }
            catch (Exception outage) when (outage is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                last = $"{adapter.Name} could not be asked about it: {outage.Message}";
                unasked[posting.Key] = (last, true);
                inARow++;
            }
        }

        return (found, unasked);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Adapter} could not be asked about {Count} postings")]
    private static partial void LogNoLookUp(ILogger log, string adapter, int count, Exception outage);
}
