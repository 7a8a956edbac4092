using CreditBridge.Core.Access;

namespace CreditBridge.Core.Audit;

/// <summary>What a proof shows of an entry: enough to compute its content hash again, and nothing that names a person (they are behind <paramref name="PayloadHash"/>, hexadecimal).</summary>
public sealed record ProvenEntry(Guid Id, DateTime At, Role? ActorRole, string Action, string SubjectType, Guid SubjectId, string PayloadHash);
