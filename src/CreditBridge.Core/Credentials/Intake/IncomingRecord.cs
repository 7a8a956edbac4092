using CreditBridge.Core.Rules;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>What a connector hands over for each record at the source: a credential, or the reason why it is none.</summary>
/// <param name="Location">File and line, or address.</param>
/// <param name="Payload">The record as it was read, whole.</param>
/// <param name="Header">The header row of a CSV record.</param>
public abstract record IncomingRecord(string Location, string Payload, CredentialFormat Format, string? Header)
{
    public sealed record Refused(string Location, string Payload, CredentialFormat Format, string? Header, string Reason, string Sentence)
        : IncomingRecord(Location, Payload, Format, Header)
    {
        /// <summary>Its id, where that much could be read.</summary>
        public string? ExternalId { get; init; }
    }

    /// <param name="SourceUpdatedAt">UTC; null when the source has no time of its own.</param>
    /// <param name="Badge">For a digital credential, which is verified next.</param>
    public sealed record Taken(
        string Location,
        string Payload,
        CredentialFormat Format,
        string? Header,
        string PayloadSha256,
        string ExternalId,
        string CanonicalId,
        string AchievementExternalId,
        string? AchievementName,
        string RecipientKey,
        string? RecipientName,
        DateOnly? RecipientBirthOn,
        DateOnly IssuedOn,
        DateOnly? ExpiresOn,
        CredentialStatus Status,
        List<Result> Results,
        decimal? Hours,
        string? EvidenceUrl,
        VerificationState Verification,
        Assurance Assurance,
        List<CredentialCheck> Checks,
        DateTime? SourceUpdatedAt,
        IncomingBadge? Badge = null) : IncomingRecord(Location, Payload, Format, Header);
}
