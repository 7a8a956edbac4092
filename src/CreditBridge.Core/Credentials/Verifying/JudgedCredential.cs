using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Credentials.Verifying;

/// <summary>A due credential with what was found of it, before anything is written.</summary>
/// <param name="LearnerId">The learner its hashed recipient turned out to be, or the one it had.</param>
/// <param name="Claims">What the verifier read: an Open Badges 2.0 assertion names achievement and issuer by address only, and a refreshed credential may end on another day.</param>
internal sealed record JudgedCredential(DueCredential Due, Verdict Verdict, Guid? LearnerId, CredentialClaims? Claims);
