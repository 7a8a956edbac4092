namespace CreditBridge.Core.Grants.Codes;

/// <summary>What student systems have codes of their own for.</summary>
public enum CodeKind
{
    Term,
    Grade,

    /// <summary>Where the credential comes from: the institution or organisation at the other end of a transfer.</summary>
    Source,

    /// <summary>Why the credit counts: exam, agreement and so on.</summary>
    Basis,
}
