namespace CreditBridge.Core.Credentials.Intake;

/// <summary>At most 1,000 records and the checkpoint that is true once they are taken.</summary>
/// <param name="Scope">The checkpoint's scope: a file name, or empty for an API.</param>
/// <param name="Progress">The checkpoint in words, for people.</param>
/// <param name="Problem">A sentence about the source itself (a file left alone, a wrong manifest), or null.</param>
/// <param name="IsFailure">The problem kept the pull from finishing: the run ends Failed and the next one tries again.</param>
public sealed record IntakePage(IReadOnlyList<IncomingRecord> Records, string Scope, string? Checkpoint, string Progress, string? Problem = null, bool IsFailure = false)
{
    public const int MostRecords = 1000;

    public static IntakePage Notice(string scope, string sentence, bool isFailure) => new([], scope, null, scope, sentence, isFailure);
}
