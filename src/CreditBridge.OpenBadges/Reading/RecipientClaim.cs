namespace CreditBridge.OpenBadges;

/// <summary>Whom a credential names: plainly, or by a salted hash that can only be compared.</summary>
/// <param name="IdentityType"><c>emailAddress</c>, <c>id</c> (the subject's own id, a DID or URL), or what the credential calls it.</param>
public sealed record RecipientClaim(string IdentityType, string Identity, bool IsHashed, string? Salt);
