using CreditBridge.Core.Catalog;

namespace CreditBridge.Core.Grants;

/// <summary>What the institution does with credit once it is granted, as policy page, offer and grant say it.</summary>
public static class OfferWords
{
    /// <summary>Why a learner may want to think about it (US federal aid counts accepted transfer hours towards satisfactory progress, 34 CFR 668.34).</summary>
    public const string AidWarning = "Accepted credit counts as hours attempted and completed: it can change how long you may receive financial aid. Ask the aid office first if you receive any.";

    public static string Of(Institution institution) => (institution.OfferDays, institution.SilenceAccepts) switch
    {
        (0, _) => "Credit granted is accepted at once and posted to the current term, or the next one that is open.",
        (var days, true) => $"Credit is offered; the learner has {days} days to decline it. Without an answer it is accepted, and posted to the term that is open then.",
        (var days, _) => $"Credit is offered; the learner has {days} days to accept it. Without an answer the offer lapses. Accepted credit is posted to the term that is open then.",
    };
}
