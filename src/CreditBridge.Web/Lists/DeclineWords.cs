using CreditBridge.Core.Requests;

namespace CreditBridge.Web.Lists;

/// <summary>The reason codes of a 'no', in words.</summary>
internal static class DeclineWords
{
    public static string Of(DeclineReason reason) => reason switch
    {
        DeclineReason.EvidenceInsufficient => "The evidence is not enough",
        DeclineReason.NotVerifiable => "The credential could not be verified",
        DeclineReason.ContentDiffers => "The content differs from the course",
        DeclineReason.LevelTooLow => "The level is below the course",
        DeclineReason.DuplicatesOtherCredit => "It repeats credit already held",
        DeclineReason.OutOfDate => "It is too old",
        DeclineReason.OutsidePolicy => "Policy does not allow it",
        _ => reason.ToString(),
    };

    /// <summary>A sentence to the learner that says so, to be used as it is or changed.</summary>
    public static string Ready(DeclineReason reason) => reason switch
    {
        DeclineReason.EvidenceInsufficient => "What you sent does not show enough of what the course teaches. A syllabus, or work of your own, may change that.",
        DeclineReason.NotVerifiable => "We could not verify this credential with its issuer. Ask the issuer to confirm it, then ask again.",
        DeclineReason.ContentDiffers => "What you learned is not close enough to what this course teaches.",
        DeclineReason.LevelTooLow => "What you learned is below the level of this course.",
        DeclineReason.DuplicatesOtherCredit => "You hold credit for the same learning already, and it counts once.",
        DeclineReason.OutOfDate => "This credential was earned too long ago to count for this course today.",
        DeclineReason.OutsidePolicy => "Our policy does not allow credit for this.",
        _ => "",
    };
}
