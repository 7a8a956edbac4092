namespace CreditBridge.Core.Grants;

/// <summary>A credential that the credit rests on, as others are told of it.</summary>
/// <param name="Address">Its id or address at its issuer, where it has one that is a URI.</param>
/// <param name="Sha256">Of its content when the credit was decided.</param>
public sealed record AwardEvidence(string Title, string Partner, DateOnly? IssuedOn, string? Address, string Sha256);
