namespace CreditBridge.Core.Requests;

/// <summary>A credential a decision rests on, with the hash of its content at that moment.</summary>
/// <param name="Partner">The partner's code.</param>
public sealed record EvidenceItem(Guid CredentialId, string Partner, string Title, string PayloadSha256);
