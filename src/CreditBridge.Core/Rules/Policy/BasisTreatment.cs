namespace CreditBridge.Core.Rules;

/// <summary>How credit of one basis is recorded and counted.</summary>
public sealed record BasisTreatment(Basis Basis)
{
    public bool CountsInResidence { get; init; }

    public bool CountsAsUpperDivision { get; init; }

    public bool CountsInAverage { get; init; }

    /// <summary>Posted as the institution's own credit, not as transfer credit.</summary>
    public bool PostsAsInstitutional { get; init; }

    public bool FeeFirst { get; init; }
}
