using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Reads;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using CreditBridge.OpenBadges;

namespace CreditBridge.Web.TagHelpers;

/// <summary>How each state of the domain looks: one table, so that a state looks the same on every page.</summary>
internal sealed record StatusLook(string Word, string Icon, Tone Tone)
{
    public static StatusLook Of(Enum state) => state switch
    {
        CredentialStatus.Active => new("Active", "circle-check", Tone.Good),
        CredentialStatus.Expired => new("Expired", "hourglass", Tone.Quiet),
        CredentialStatus.Revoked => new("Revoked", "ban", Tone.Wrong),
        CredentialStatus.Suspended => new("Suspended", "player-pause", Tone.Wrong),
        CredentialStatus.NotSeen => new("Not seen lately", "eye", Tone.Waiting),

        VerificationState.Valid => new("Verified", "shield-check", Tone.Good),
        VerificationState.Invalid => new("Not genuine", "shield-x", Tone.Wrong),
        VerificationState.Indeterminate => new("Could not check", "shield-question", Tone.Waiting),
        VerificationState.NotSigned => new("Partner's word", "file-text", Tone.Quiet),

        CheckResult.Passed => new("Passed", "circle-check", Tone.Good),
        CheckResult.Warning => new("Passed, with a note", "info-circle", Tone.Waiting),
        CheckResult.Failed => new("Failed", "circle-x", Tone.Wrong),
        CheckResult.Unknown => new("Could not check", "help-circle", Tone.Waiting),

        CaseState.Open => new("Waiting", "clock", Tone.Waiting),
        CaseState.Closed => new("Decided", "circle-check", Tone.Quiet),

        SisReadState.Requested => new("Waiting", "clock", Tone.Moving),
        SisReadState.Running => new("Being read", "refresh", Tone.Moving),
        SisReadState.Done => new("Read", "circle-check", Tone.Good),
        SisReadState.Failed => new("Failed", "circle-x", Tone.Wrong),
        SisReadState.Held => new("Held for a person", "alert-triangle", Tone.Waiting),

        RequestState.Draft => new("Draft", "circle-dashed", Tone.Quiet),
        RequestState.Submitted => new("Waiting", "clock", Tone.Waiting),
        RequestState.InEvaluation => new("Being evaluated", "clock", Tone.Waiting),
        RequestState.MoreInformation => new("More asked of the learner", "help-circle", Tone.Moving),
        RequestState.WithFaculty => new("With faculty", "school", Tone.Waiting),
        RequestState.Decided => new("Decided", "circle-check", Tone.Quiet),
        RequestState.Withdrawn => new("Withdrawn", "circle-minus", Tone.Quiet),
        RequestState.Appealed => new("Appealed", "alert-triangle", Tone.Waiting),

        LineState.Open => new("Waiting", "clock", Tone.Waiting),
        LineState.Approved => new("Approved", "circle-check", Tone.Good),
        LineState.ApprovedDifferently => new("Approved differently", "circle-check", Tone.Good),
        LineState.OnCondition => new("On condition", "hourglass", Tone.Moving),
        LineState.Declined => new("Declined", "circle-x", Tone.Wrong),

        GrantState.Offered => new("Offered", "clock", Tone.Moving),
        GrantState.Accepted => new("Accepted", "circle-check", Tone.Good),
        GrantState.DeclinedByLearner => new("Declined by the learner", "circle-minus", Tone.Quiet),
        GrantState.Lapsed => new("Lapsed", "hourglass", Tone.Quiet),

        LetterState.Waiting => new("Waiting", "clock", Tone.Moving),
        LetterState.Sent => new("Sent", "send", Tone.Good),
        LetterState.Failed => new("Could not be sent", "alert-triangle", Tone.Wrong),

        AwardStatus.InForce => new("In force", "circle-check", Tone.Good),
        AwardStatus.Reversed => new("Taken back", "ban", Tone.Wrong),

        PostingState.Unknown => new("Unknown", "help-circle", Tone.Wrong),
        PostingState.Pending => new("Pending", "clock", Tone.Moving),
        PostingState.Sending => new("Sending", "send", Tone.Moving),
        PostingState.Sent => new("Sent", "send", Tone.Moving),
        PostingState.Posted => new("Posted", "circle-check", Tone.Good),
        PostingState.OnTranscript => new("On transcript", "circle-check", Tone.Good),
        PostingState.Rejected => new("Rejected", "circle-x", Tone.Wrong),
        PostingState.Dead => new("Needs a person", "alert-triangle", Tone.Wrong),

        SyncRunState.Requested => new("Waiting to start", "clock", Tone.Moving),
        SyncRunState.Waiting => new("Waiting for the source", "clock", Tone.Waiting),
        SyncRunState.Cancelled => new("Stopped", "ban", Tone.Quiet),
        SyncRunState.Running => new("Running", "refresh", Tone.Moving),
        SyncRunState.Completed => new("Completed", "circle-check", Tone.Good),
        SyncRunState.Failed => new("Did not finish", "alert-triangle", Tone.Wrong),

        NightState.Requested => new("Waiting to start", "clock", Tone.Moving),
        NightState.Running => new("Running", "refresh", Tone.Moving),
        NightState.Completed => new("Completed", "circle-check", Tone.Good),
        NightState.Failed => new("Did not finish", "alert-triangle", Tone.Wrong),

        QuarantineState.Waiting => new("Waiting", "clock", Tone.Waiting),
        QuarantineState.Replayed => new("Replayed", "circle-check", Tone.Good),
        QuarantineState.Ignored => new("Ignored", "circle-minus", Tone.Quiet),

        RuleOutcome.Grant => new("Credit, without a person", "circle-check", Tone.Good),
        RuleOutcome.Request => new("Credit, once a person has looked", "clock", Tone.Waiting),
        RuleOutcome.Blocked => new("Met, but no credit", "circle-minus", Tone.Quiet),
        RuleOutcome.NotChosen => new("Met, but not chosen", "circle-minus", Tone.Quiet),
        RuleOutcome.AlreadyDecided => new("Decided before", "circle-check", Tone.Quiet),
        RuleOutcome.NotEligible => new("Not met", "circle-x", Tone.Wrong),

        QualityState.Proposed => new("Proposed", "circle-dashed", Tone.Quiet),
        QualityState.UnderReview => new("Under review", "clock", Tone.Waiting),
        QualityState.Approved => new("Approved partner", "circle-check", Tone.Good),
        QualityState.Provisional => new("Provisional", "hourglass", Tone.Waiting),
        QualityState.Suspended => new("Suspended", "ban", Tone.Wrong),
        QualityState.Expired => new("Review expired", "alert-triangle", Tone.Waiting),

        RuleVersionState.Draft => new("Draft", "circle-dashed", Tone.Quiet),
        RuleVersionState.InReview => new("Waiting for approval", "clock", Tone.Waiting),
        RuleVersionState.Approved => new("Approved", "circle-check", Tone.Moving),
        RuleVersionState.Published => new("In force", "circle-check", Tone.Good),
        RuleVersionState.Superseded => new("Superseded", "archive", Tone.Quiet),
        RuleVersionState.Retired => new("Retired", "ban", Tone.Quiet),

        ImpactState.Requested => new("Waiting to start", "clock", Tone.Moving),
        ImpactState.Running => new("Running", "refresh", Tone.Moving),
        ImpactState.Completed => new("Completed", "circle-check", Tone.Good),
        ImpactState.Failed => new("Did not finish", "alert-triangle", Tone.Wrong),

        ImpactKind.Gain => new("Gains", "circle-check", Tone.Good),
        ImpactKind.Lose => new("Loses", "alert-triangle", Tone.Wrong),
        ImpactKind.Change => new("Changes", "arrows-exchange", Tone.Waiting),
        ImpactKind.Same => new("Same", "circle-minus", Tone.Quiet),

        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "This state has no look yet."),
    };
}
