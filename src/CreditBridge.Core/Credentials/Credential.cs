using CreditBridge.Core.Rules;

namespace CreditBridge.Core.Credentials;

/// <summary>One learner's award of an achievement, as it stands at the source now. Earlier contents are <see cref="CredentialVersion"/>s.</summary>
public sealed class Credential
{
    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public required Guid PartnerId { get; init; }

    [ExternalId]
    public required string ExternalId { get; init; }

    /// <summary>Issuer and id in one text: the same badge pulled and uploaded is one credential.</summary>
    [ExternalId]
    public required string CanonicalId { get; set; }

    /// <summary>Who signed it or hosts it, a DID or an https address; null for a record without either. Only those can be verified.</summary>
    [ExternalId]
    public string? IssuerId { get; set; }
    public required Guid AchievementId { get; set; }
    public Guid? LearnerId { get; set; }

    /// <summary><see cref="Learners.RecipientKey"/> text, as the source names the recipient.</summary>
    [ExternalId]
    public required string RecipientKey { get; set; }
    public string? RecipientName { get; set; }
    public DateOnly? RecipientBirthOn { get; set; }
    public required DateOnly IssuedOn { get; set; }
    public DateOnly? ExpiresOn { get; set; }
    public List<Result> Results { get; set; } = [];
    public decimal? Hours { get; set; }
    public string? EvidenceUrl { get; set; }
    public required CredentialStatus Status { get; set; }
    public required VerificationState Verification { get; set; }
    public required Assurance Assurance { get; set; }
    public List<CredentialCheck> Checks { get; set; } = [];

    /// <summary>When it is to be verified next (UTC); null: there is nothing to verify.</summary>
    public DateTime? VerifyDueAt { get; set; }

    /// <summary>Tries without an answer since the last answer.</summary>
    public int VerifyAttempts { get; set; }

    /// <summary>When it was last verified with an answer that stands (UTC).</summary>
    public DateTime? VerifiedAt { get; set; }

    /// <summary>A learner brought it and no partner has sent it yet.</summary>
    public bool IsLearnerSupplied { get; set; }
    public required CredentialFormat Format { get; set; }

    /// <summary>Where it was read: file and line.</summary>
    public required string Location { get; set; }

    [LongText]
    public required string Payload { get; set; }
    public required string PayloadSha256 { get; set; }

    /// <summary>The source's own time of change (UTC); the newest wins. Null when the source gives none: then the latest to arrive is the newest.</summary>
    public required DateTime? SourceUpdatedAt { get; set; }
    public required DateTime TakenAt { get; set; }

    /// <summary>When it first reached us: the learner's day of asking, which no later change at the source moves.</summary>
    public required DateTime FirstTakenAt { get; set; }

    /// <summary>The run that last changed it; empty for one that a learner added.</summary>
    public required Guid SyncRunId { get; set; }

    /// <summary>1 for the first content, one more for each change.</summary>
    public int Number { get; set; } = 1;

    /// <summary>This content as the next content of a stored credential: same row, one number more.</summary>
    internal Credential WithIdentityOf(Credential stored)
    {
        var next = (Credential)MemberwiseClone();
        next.Id = stored.Id;
        next.Number = stored.Number + 1;
        next.FirstTakenAt = stored.FirstTakenAt;
        return next;
    }

    public string RecipientDisplay => Learners.RecipientKey.Display(RecipientKey);
}
