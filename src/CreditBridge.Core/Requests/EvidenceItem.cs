namespace CreditBridge.Core.Requests;

/// <summary>A credential a decision rests on, with the hash of its content at that moment.</summary>
public sealed record EvidenceItem(Guid CredentialId, string Title, string PayloadSha256);
