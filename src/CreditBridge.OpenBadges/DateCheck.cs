namespace CreditBridge.OpenBadges;

/// <summary>Whether the credential is in force at the moment it is judged.</summary>
internal static class DateCheck
{
    public static void Check(CredentialClaims claims, CheckLog log)
    {
        const string What = "Dates";
        const string How = "compared with now";
        if (claims.ValidFrom > log.Now)
            log.Failed(What, How, Reasons.NotYetValid, $"It begins to count on {claims.ValidFrom:yyyy-MM-dd}, which is still to come.");
        else if (claims.ValidUntil <= log.Now)
            log.Failed(What, How, Reasons.Expired, $"It was valid until {claims.ValidUntil:yyyy-MM-dd}.");
        else
            log.Passed(What, How, claims.ValidUntil is { } until ? $"It is valid until {until:yyyy-MM-dd}." : "It has no end.");
    }
}
