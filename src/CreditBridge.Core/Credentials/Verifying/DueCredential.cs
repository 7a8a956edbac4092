namespace CreditBridge.Core.Credentials.Verifying;

/// <summary>A credential that is to be verified, as it was read: an answer is written only if it still stands as here.</summary>
internal sealed record DueCredential(
    Guid Id, string Payload, string PayloadSha256, Guid? LearnerId, string RecipientKey, bool IsLearnerSupplied, DateTime? VerifyDueAt)
{
    public bool IsStill(Credential credential) =>
        credential.PayloadSha256 == PayloadSha256 && credential.VerifyDueAt == VerifyDueAt && credential.LearnerId == LearnerId;
}
