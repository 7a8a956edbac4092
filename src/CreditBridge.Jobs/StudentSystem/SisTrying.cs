using CreditBridge.Jobs.Settings;
using CreditBridge.Sis;

namespace CreditBridge.Jobs.StudentSystem;

/// <summary>Tries the connection with the real adapter: everything that a posting does up to the moment it would leave, with a deadline that has passed.</summary>
public sealed class SisTrying(ISisAdapter adapter, SisOptions options)
{
    /// <param name="studentNumber">Of somebody the student system knows, where it refuses to look for nobody.</param>
    /// <returns>What is wrong, in a sentence; null: nothing is.</returns>
    public async Task<string?> ProblemAsync(string? studentNumber, CancellationToken cancellation)
    {
        var probe = new CreditPosting("connection-test", studentNumber is { Length: > 0 } ? studentNumber : "0", "TEST", "Course", "TEST 1000", null, "Lower", 1, null, "Exam", "TEST", "Connection test", DateOnly.FromDateTime(DateTime.UnixEpoch));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Send * 2);
        try
        {
            if (adapter.Capabilities.CanLookUp)
                await adapter.FindAsync([probe], limit.Token);
            // The deadline is asked last, after sign-in and whatever is read first: nothing leaves.
            return await adapter.PostAsync([probe], DateTime.UnixEpoch, limit.Token) switch
            {
                [PostingResult.NotSent { IsLate: true }] => null,
                [PostingResult.NotSent { Reason: var reason }] => reason,
                [PostingResult.Rejected { Reason: var reason }] => reason,
                _ => $"{adapter.Name} did more than it was asked: look there for a posting called connection-test.",
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"{adapter.Name} did not answer in {options.SendSeconds * 2} seconds.";
        }
        catch (Exception outage) when (outage is SisException or IOException or UnauthorizedAccessException or HttpRequestException or TimeoutException)
        {
            return outage.Message;
        }
    }
}
