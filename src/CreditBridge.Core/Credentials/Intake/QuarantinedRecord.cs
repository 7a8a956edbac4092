namespace CreditBridge.Core.Credentials.Intake;

/// <summary>What could not be taken, whole, with its reason. It waits until it is replayed or ignored; nothing is dropped.</summary>
public sealed class QuarantinedRecord
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PartnerId { get; init; }
    public required Guid SyncRunId { get; set; }

    /// <summary>Its id at the source, where that much could be read: when it comes well later, it waits no longer.</summary>
    public string? ExternalId { get; init; }

    /// <summary>File and line.</summary>
    public required string Location { get; set; }
    public required string Reason { get; init; }

    [LongText]
    public required string Sentence { get; set; }

    /// <summary>Records of one fingerprint failed for the same reason in the same kind of file, and are mended together.</summary>
    public required string Fingerprint { get; init; }

    [LongText]
    public required string Payload { get; init; }
    public required string PayloadSha256 { get; init; }
    public required CredentialFormat Format { get; init; }

    /// <summary>The header row a CSV record was read under, so that it can be replayed alone.</summary>
    [LongText]
    public string? Header { get; init; }
    public required DateTime SeenAt { get; set; }
    public QuarantineState State { get; private set; } = QuarantineState.Waiting;
    public string? ClosedBy { get; private set; }

    [LongText]
    public string? ClosedWhy { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public int Version { get; set; }

    /// <summary>The source sends it again as it was before it came well. What a person set aside stays so.</summary>
    public void SeeAgain(Guid runId, string location, DateTime at)
    {
        (SyncRunId, Location, SeenAt) = (runId, location, at);
        if (State == QuarantineState.Replayed)
            (State, ClosedBy, ClosedWhy, ClosedAt) = (QuarantineState.Waiting, null, null, null);
    }

    /// <exception cref="IllegalMoveException">It is no longer waiting.</exception>
    public void Close(QuarantineState state, string by, string why, DateTime at)
    {
        if (State != QuarantineState.Waiting || state == QuarantineState.Waiting)
            throw IllegalMoveException.For("The quarantined record", State, state);
        (State, ClosedBy, ClosedWhy, ClosedAt) = (state, by, why, at);
    }
}
