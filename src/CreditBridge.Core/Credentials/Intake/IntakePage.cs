using CreditBridge.Core.Access;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>At most 1,000 records and the checkpoints that are true once they are taken.</summary>
/// <param name="Checkpoints">Value by scope: a file's name, or empty for an API.</param>
/// <param name="Progress">How far the pull is, in words, for people.</param>
/// <param name="Problem">A sentence about the source itself (a file left alone, a wrong manifest), or null.</param>
/// <param name="IsFailure">The problem kept the pull from finishing: the run ends Failed and the next one tries again.</param>
public sealed record IntakePage(IReadOnlyList<IncomingRecord> Records, IReadOnlyDictionary<string, string> Checkpoints, string Progress, string? Problem = null, bool IsFailure = false)
{
    public const int MostRecords = 1000;

    /// <summary>When the full sweep began that lists these records (UTC); null: it is none.</summary>
    public DateTime? Sweep { get; init; }

    /// <summary>The sweep has listed everything the source has: what it did not list is missing there.</summary>
    public bool EndsSweep { get; init; }

    /// <summary>The records come out of the quarantine, at somebody's word.</summary>
    public Replay? Replays { get; init; }

    /// <param name="Run">Begins and ends with this page.</param>
    /// <param name="Records">The quarantined records, which are closed with it.</param>
    public sealed record Replay(SyncRun Run, IReadOnlyList<Guid> Records, Actor By);

    public static IntakePage Notice(string progress, string sentence, bool isFailure = false) => new([], new Dictionary<string, string>(), progress, sentence, isFailure);
}
