using System.Security.Cryptography;
using CreditBridge.Core.Access;

namespace CreditBridge.Core.Audit;

/// <summary>
/// Who did what, when, from which state to which, and why: appended in the transaction of the action itself, never changed. The sealer numbers it later and chains its
/// hashes (<see cref="SealHash"/>): what may name a person (actor, before, after, why) enters only as <see cref="PayloadHash"/>, salted, so that a redaction can blank the
/// texts and destroy the salt, and every hash above them still verifies. Without the salt a short text can't be guessed back from its hash.
/// </summary>
public sealed class AuditEntry
{
    internal const string RedactedName = "(redacted)";
    internal const string RedactionAction = "Trail entry redacted";
    private const int SaltBytes = 16;

    private AuditEntry()
    {
    }

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTime At { get; init; }
    public string ActorName { get; private set; } = "";
    public Role? ActorRole { get; init; }
    public Guid? ActorUserId { get; private set; }
    public required string Action { get; init; }
    public required string SubjectType { get; init; }
    public required Guid SubjectId { get; init; }

    [LongText]
    public string? Before { get; private set; }

    [LongText]
    public string? After { get; private set; }

    [LongText]
    public string? Why { get; private set; }

    /// <summary>1, 2, 3 … without a gap, given at sealing; null until then.</summary>
    public long? Sequence { get; private set; }

    /// <summary>Random, of this entry alone; destroyed by a redaction.</summary>
    public byte[]? Salt { get; private set; }
    public byte[]? PayloadHash { get; private set; }
    public byte[]? ContentHash { get; private set; }
    public byte[]? ChainHash { get; private set; }
    public DateTime? RedactedAt { get; private set; }

    internal bool IsBlank => ActorName == RedactedName && ActorUserId is null && Before is null && After is null && Why is null && Salt is null;

    public static AuditEntry Of(Actor actor, DateTime at, string action, string subjectType, Guid subjectId, string? before = null, string? after = null, string? why = null) => new()
    {
        At = at,
        ActorName = actor.Name,
        ActorRole = actor.Role,
        ActorUserId = actor.UserId,
        Action = action,
        SubjectType = subjectType,
        SubjectId = subjectId,
        Before = before,
        After = after,
        Why = why,
    };

    /// <summary>Blanks what may name a person. Number, time, role, action, subject and hashes stay: the trail still verifies.</summary>
    /// <returns>The entry that says so, for the same transaction: a redacted entry without it counts as tampering.</returns>
    /// <exception cref="ArgumentException">No reason is given.</exception>
    /// <exception cref="InvalidOperationException">It is not sealed yet, is redacted already, or is about a checkpoint, where no person is named.</exception>
    public AuditEntry Redact(Actor actor, DateTime at, string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        if (Sequence is null)
            throw new InvalidOperationException("This entry of the trail is not sealed yet: seal the trail first, then redact.");
        if (RedactedAt is not null)
            throw new InvalidOperationException($"Entry {Sequence} of the trail is redacted already.");
        if (SubjectType == nameof(AuditCheckpoint))
            throw new InvalidOperationException($"Entry {Sequence} of the trail tells of a checkpoint: it names nobody and stays.");
        (ActorName, ActorUserId, Before, After, Why, Salt, RedactedAt) = (RedactedName, null, null, null, null, null, at);
        return Of(actor, at, RedactionAction, nameof(AuditEntry), Id, null, null, why.Trim());
    }

    /// <exception cref="InvalidOperationException">It is sealed already.</exception>
    internal void Seal(long sequence, byte[] previousChainHash)
    {
        if (Sequence is not null)
            throw new InvalidOperationException($"Entry {Sequence} of the trail is sealed already.");
        Sequence = sequence;
        Salt = RandomNumberGenerator.GetBytes(SaltBytes);
        PayloadHash = SealHash.OfPayload(this);
        ContentHash = SealHash.OfContent(this);
        ChainHash = SealHash.OfChain(previousChainHash, ContentHash);
    }
}
