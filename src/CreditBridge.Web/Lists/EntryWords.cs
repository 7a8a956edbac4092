using CreditBridge.Core.Requests;

namespace CreditBridge.Web.Lists;

/// <summary>What happened to a request, as its history says it.</summary>
internal static class EntryWords
{
    public static string Of(RequestEntryKind kind) => kind switch
    {
        RequestEntryKind.Submitted => "Asked for credit",
        RequestEntryKind.Claimed => "Began to look at it",
        RequestEntryKind.Assigned => "Given to somebody to look at",
        RequestEntryKind.InformationAsked => "Asked a question",
        RequestEntryKind.InformationGiven => "Answered the question",
        RequestEntryKind.SentToFaculty => "Sent to faculty of the department",
        RequestEntryKind.ReturnedByFaculty => "Came back from faculty",
        RequestEntryKind.LineDecided => "Decided",
        RequestEntryKind.Decided => "Decided in full",
        RequestEntryKind.Withdrawn => "Withdrawn",
        RequestEntryKind.Appealed => "Appealed",
        RequestEntryKind.Reminded => "Reminder sent",
        RequestEntryKind.Escalated => "Brought to the registrar",
        RequestEntryKind.OfferAnswered => "Offer answered",
        RequestEntryKind.ConditionMet => "The condition is met",
        RequestEntryKind.FeePaid => "The fee is paid",
        RequestEntryKind.Message => "Wrote",
        _ => "Note among staff",
    };
}
