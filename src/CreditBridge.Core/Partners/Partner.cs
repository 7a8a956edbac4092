namespace CreditBridge.Core.Partners;

/// <summary>A partner provider that issues credentials and lets us pull them.</summary>
public sealed class Partner
{
    /// <summary>The standing partner for badges of learners whose issuer no partner has. It is never approved, so a person sees each.</summary>
    public const string UnregisteredCode = "unregistered";

    /// <summary>The name of no connector: nothing is pulled from such a partner.</summary>
    public const string NoConnector = "None";

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Code { get; init; }
    public required string Name { get; set; }

    /// <summary>The connector's name, such as <c>Folder</c>.</summary>
    public required string Connector { get; set; }

    /// <summary>The connector's settings as JSON; each connector validates its own.</summary>
    [LongText]
    public string Settings { get; set; } = "{}";

    /// <summary>An official score source: its student numbers match a learner without a confirmed e-mail.</summary>
    public bool SendsStudentNumbers { get; set; }
    public bool IsPaused { get; set; }

    /// <summary>Who signs for this partner: DIDs and https addresses. Only they make its credentials Verified; an issuer belongs to one partner.</summary>
    public List<string> Issuers { get; set; } = [];
    public int Version { get; set; }
    public List<QualityReview> QualityReviews { get; } = [];

    /// <summary>The state of the newest review; none means Proposed. Only Approved can lead to automatic grants.</summary>
    public QualityState Quality => QualityReviews.MaxBy(review => review.DecidedAt)?.State ?? QualityState.Proposed;
}
