using CreditBridge.Core.Credentials.Verifying;
using CreditBridge.Core.Rules;

namespace CreditBridge.Core.Credentials;

/// <summary>One learner's award of an achievement, as it stands at the source now. Earlier contents are <see cref="CredentialVersion"/>s.</summary>
public sealed class Credential
{
    internal const string Recheck = "Checked again";
    internal const string Trusted = "Trust";
    internal const string RecipientChanged = "Recipient changed";

    /// <summary>Reason code of a <see cref="Trusted"/> check that found no register entry.</summary>
    public const string UnknownIssuer = "issuer-unknown";

    public Guid Id { get; private set; } = Guid.CreateVersion7();
    public required Guid PartnerId { get; set; }

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

    /// <summary>The full sweep that listed it last (UTC); null: none yet, or the source has no list.</summary>
    public DateTime? SweptAt { get; set; }

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

    /// <param name="isSent">The partner itself sent it: it is no longer only what a learner brought.</param>
    internal void Adopt(Guid partnerId, Guid achievementId, bool isSent) =>
        (PartnerId, AchievementId, IsLearnerSupplied) = (partnerId, achievementId, IsLearnerSupplied && !isSent);

    /// <summary>
    /// Takes a verifier's answer. One that only could not reach something never makes a judged credential worse: the last verdict stands, with a check that says so. A revocation
    /// is final; a suspension ends when the issuer lifts it.
    /// </summary>
    internal void Judge(Verdict verdict, bool isBehindGrant, DateTime now)
    {
        var isFinal = Status == CredentialStatus.Revoked && (VerifiedAt is not null || verdict.MayPass);
        if (!isFinal)
            Status = verdict.Status ?? Status;
        if (verdict.MayPass)
        {
            VerifyAttempts++;
            VerifyDueAt = now + Rechecking.After(VerifyAttempts);
            Checks = VerifiedAt is { } last
                ? [.. Checks.Where(check => check.What != Recheck), new(Recheck, "asked again", now, VerificationState.Indeterminate,
                    $"It could not be checked again: {string.Join(' ', verdict.Checks.Where(check => check.Result == VerificationState.Indeterminate).Select(check => check.Sentence))} What was found on {last:yyyy-MM-dd} stands.")]
                : [.. verdict.Checks];
            return;
        }

        // It may have earned credit for somebody else before its partner gave it another name: a good signature does not answer that.
        var changed = Checks.FindAll(check => check.What == RecipientChanged);
        var state = changed.Count > 0 && verdict.State is VerificationState.Valid or VerificationState.NotSigned ? VerificationState.Indeterminate : verdict.State;
        (VerifyAttempts, VerifiedAt, Verification, Checks) = (0, now, state, [.. verdict.Checks, .. changed]);
        VerifyDueAt = verdict.State == VerificationState.NotSigned || Status == CredentialStatus.Revoked ? null : now + (isBehindGrant ? Rechecking.Nightly : Rechecking.Weekly);
    }

    /// <summary>What stands behind it: only a valid signature of an issuer in its partner's register makes it Verified.</summary>
    internal void Trust(bool isRegistered, string partner, DateTime now)
    {
        var isValid = Verification == VerificationState.Valid;
        Assurance = isValid && isRegistered ? Assurance.Verified : IsLearnerSupplied ? Assurance.LearnerSupplied : Assurance.PartnerAsserted;
        Checks = [.. Checks.Where(check => check.What != Trusted)];
        if (isValid)
        {
            Checks.Add(isRegistered
                ? new(Trusted, "looked up in the partner register", now, VerificationState.Valid, $"Its issuer stands in the register of {partner}.")
                : new(Trusted, "looked up in the partner register", now, VerificationState.Valid, $"Its issuer {IssuerId} does not stand in the register of {partner}: the signature is good, but nobody here has said that this issuer is to be trusted.", UnknownIssuer));
        }
    }

    public string RecipientDisplay => Learners.RecipientKey.Display(RecipientKey);
}
