using CreditBridge.Core.Letters;

namespace CreditBridge.Web.Lists;

/// <summary>What each letter is for, as staff read it.</summary>
internal static class LetterWords
{
    public static string Of(LetterEvent what) => what switch
    {
        LetterEvent.SignInLink => "Link to sign in",
        LetterEvent.RequestReceived => "Request received",
        LetterEvent.InformationAsked => "A question to the learner",
        LetterEvent.RequestDecided => "Request decided",
        LetterEvent.AppealReceived => "Appeal received",
        LetterEvent.CreditOffered => "Credit offered",
        LetterEvent.OfferEndsSoon => "An offer ends soon",
        LetterEvent.CreditPosted => "Credit posted",
        LetterEvent.CreditReversed => "Credit reversed",
        LetterEvent.CorrectionAnswered => "Correction answered",
        LetterEvent.StaffDigest => "Daily digest for staff",
        LetterEvent.FacultyAsked => "Faculty asked",
        LetterEvent.FacultyReminded => "Faculty reminded",
        _ => "Overdue, to the registrar",
    };

    public static string Language(string code) => code == "es" ? "Spanish" : "English";
}
