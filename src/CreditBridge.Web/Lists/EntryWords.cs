using CreditBridge.Core.Requests;

namespace CreditBridge.Web.Lists;

/// <summary>What happened to a request, as its history says it.</summary>
internal static class EntryWords
{
    public static string Of(RequestEntryKind kind) => kind switch
    {
        RequestEntryKind.Submitted => "Asked for",
        RequestEntryKind.Claimed => "Being looked at",
        RequestEntryKind.Assigned => "Assigned",
        RequestEntryKind.InformationAsked => "Learner asked for more",
        RequestEntryKind.InformationGiven => "Learner answered",
        RequestEntryKind.SentToFaculty => "Sent to faculty",
        RequestEntryKind.ReturnedByFaculty => "Returned by faculty",
        RequestEntryKind.LineDecided => "Line decided",
        RequestEntryKind.Decided => "Request decided",
        RequestEntryKind.Withdrawn => "Withdrawn",
        RequestEntryKind.Appealed => "Appealed",
        RequestEntryKind.Reminded => "Reminder",
        RequestEntryKind.Escalated => "Escalated",
        RequestEntryKind.LetterSent => "Letter sent",
        RequestEntryKind.OfferAnswered => "Offer answered",
        RequestEntryKind.ConditionMet => "Condition met",
        RequestEntryKind.FeePaid => "Fee paid",
        RequestEntryKind.Message => "Message",
        _ => "Note among staff",
    };
}
