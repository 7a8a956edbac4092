using CreditBridge.Core.Credentials;

namespace CreditBridge.Web.Lists;

/// <summary>How much stands behind a credential, as people read it.</summary>
internal static class AssuranceWords
{
    public static string Of(Assurance assurance) => assurance switch
    {
        Assurance.Verified => "Verified: signed by an issuer in the partner's register",
        Assurance.PartnerAsserted => "The partner says so",
        _ => "A learner brought it",
    };
}
