namespace CreditBridge.Core.Grants.Cases;

/// <summary>What a person decided about credit whose credential was withdrawn.</summary>
public enum CaseOutcome
{
    CreditStands,

    /// <summary>The credit is taken back with the case: the reversal is a grant of its own.</summary>
    CreditToReverse,

    /// <summary>The issuer took it back: the credential counts again.</summary>
    IssuerCorrected,
}
