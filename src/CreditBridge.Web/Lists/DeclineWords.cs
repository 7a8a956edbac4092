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
}
