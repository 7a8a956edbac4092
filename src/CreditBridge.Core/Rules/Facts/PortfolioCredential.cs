using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>A learner's credential as the engine sees it. Days are the institution's (<see cref="CreditPolicy.DayOf"/>).</summary>
/// <param name="Achievement">The achievement's external id at the partner.</param>
/// <param name="CanonicalId">Canonical issuer and id: the same badge pulled and uploaded is one credential.</param>
public sealed record PortfolioCredential(Guid Id, string Partner, string Achievement, string CanonicalId, DateOnly IssuedOn)
{
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>When credit was asked for, or when the credential first reached us; empty: on the as-of date.</summary>
    public DateOnly? RequestedOn { get; init; }

    /// <summary>Somebody asked for credit; otherwise <see cref="RequestedOn"/> is the day the credential first reached us, and no sentence says 'you asked'.</summary>
    public bool IsRequested { get; init; } = true;

    public CredentialStatus Status { get; init; }

    public VerificationState Verification { get; init; }

    public Assurance Assurance { get; init; } = Assurance.PartnerAsserted;

    public IReadOnlyList<Result> Results { get; init; } = [];

    /// <summary>Hours of this learner; empty: as the achievement says.</summary>
    public decimal? Hours { get; init; }

    /// <summary>The language it was earned in; empty: as the achievement says.</summary>
    public string? Language { get; init; }
}
