using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>What a credential must show. Everything given must hold; limits are inclusive; what is not given is not asked.</summary>
public sealed record Conditions
{
    public static readonly Conditions None = new();

    public ResultCondition? Result { get; init; }

    /// <summary>Least hours of learning.</summary>
    public decimal? LeastHours { get; init; }

    /// <summary>Any one of these ('Exam', 'Project'); empty asks nothing.</summary>
    public IReadOnlyList<string> AssessmentTypes { get; init; } = [];

    public bool Supervised { get; init; }

    public bool IdentityChecked { get; init; }

    public DateOnly? IssuedFrom { get; init; }

    public DateOnly? IssuedTo { get; init; }

    /// <summary>Calendar months from the day of issue to the governing date.</summary>
    public int? MostAgeInMonths { get; init; }

    public ExpiryCondition Expiry { get; init; }

    public Assurance? LeastAssurance { get; init; }

    /// <summary>Any one of these language tags ('en', 'es'); 'en' also takes 'en-GB'.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];
}

/// <summary>When a credential that expires must be valid.</summary>
public enum ExpiryCondition
{
    ValidOnGoverningDate,
    WhenEarned,
    Ignore,
}
