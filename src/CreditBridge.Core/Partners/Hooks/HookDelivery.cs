namespace CreditBridge.Core.Partners;

/// <summary>One webhook that a partner sent, kept before it is answered. It only says where to look: what is taken is fetched from the partner, and what else it says, perhaps of people, is not kept.</summary>
public sealed class HookDelivery
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PartnerId { get; init; }

    /// <summary>The event's own id, else the hash of its body: a delivery that comes twice is one row.</summary>
    [ExternalId]
    public required string EventId { get; init; }

    public required DateTime ReceivedAt { get; init; }
    public HookState State { get; private set; } = HookState.Waiting;

    /// <summary>When it is tried next (UTC).</summary>
    public required DateTime DueAt { get; set; }

    [LongText]
    public string? LastError { get; private set; }
    public int Version { get; set; }

    /// <exception cref="IllegalMoveException">It is no longer waiting.</exception>
    public void Close(HookState state, string? why = null)
    {
        if (State != HookState.Waiting || state == HookState.Waiting)
            throw IllegalMoveException.For("The webhook", State, state);
        (State, LastError) = (state, why);
    }
}
