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

    /// <summary>The connector's settings as JSON, without its secrets; each connector validates its own.</summary>
    [LongText]
    public string Settings { get; set; } = "{}";

    /// <summary>The connector's secrets as JSON, encrypted. Only whoever calls the partner reads them.</summary>
    [LongText]
    public string? Secrets { get; set; }

    /// <summary>What the partner signs its webhooks with, encrypted; null: it sends none.</summary>
    [LongText]
    public string? HookSecret { get; set; }

    /// <summary>How hard it may be asked.</summary>
    public WireLimits Limits { get; set; } = new();

    /// <summary>How far back a pull looks beyond the last one: what the source stamped late is not missed.</summary>
    public int OverlapHours { get; set; } = 48;

    /// <summary>After so many days a pull reads everything, not only what changed: deletions and revocations that no change tells of are found.</summary>
    public int SweepDays { get; set; } = 7;

    /// <summary>An official score source: its student numbers match a learner without a confirmed e-mail.</summary>
    public bool SendsStudentNumbers { get; set; }
    public bool IsPaused { get; set; }

    /// <summary>Who signs for this partner: DIDs and https addresses. Only they make its credentials Verified; an issuer belongs to one partner.</summary>
    public List<string> Issuers { get; set; } = [];

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; set; }

    /// <summary>Where the agreement is kept: a file number, an address.</summary>
    public string? Agreement { get; set; }
    public DateOnly? AgreementFrom { get; set; }
    public DateOnly? AgreementUntil { get; set; }

    /// <summary>Raw records are kept so many days, as the agreement says; null: as long as the credential.</summary>
    public int? RetainRawDays { get; set; }
    public List<PartnerContact> Contacts { get; set; } = [];
    public int Version { get; set; }
    public List<QualityReview> QualityReviews { get; } = [];

    /// <summary>What whoever saved second is told.</summary>
    public static IllegalMoveException ChangedMeanwhile() => new("Somebody else has changed this partner meanwhile. Look at it again, then repeat your change.");

    public QualityReview? NewestReview => QualityReviews.MaxBy(review => review.DecidedAt);

    /// <summary>The state of the newest review; none means Proposed. Only Approved can lead to automatic grants.</summary>
    public QualityState Quality => NewestReview?.State ?? QualityState.Proposed;

    /// <summary>A reviewer decides about its quality, now.</summary>
    /// <exception cref="IllegalMoveException">The decision cannot follow the one before it.</exception>
    public QualityReview Review(QualityState state, string reviewer, string criteria, string? evidence, DateOnly? nextReviewOn, DateTime at)
    {
        if (!CanMove(Quality, state))
            throw IllegalMoveException.For(Name, Quality, state);
        // Two decisions of one instant are told apart, the later one on top.
        var review = new QualityReview { PartnerId = Id, State = state, Reviewer = reviewer, Criteria = criteria, Evidence = evidence, NextReviewOn = nextReviewOn, DecidedAt = NewestReview is { } newest && newest.DecidedAt >= at ? newest.DecidedAt.AddMilliseconds(1) : at };
        QualityReviews.Add(review);
        return review;
    }

    /// <summary>Whoever was approved is approved anew at each review; what never was cannot be suspended.</summary>
    public static bool CanMove(QualityState from, QualityState to) => (from, to) switch
    {
        (_, QualityState.UnderReview) => from != QualityState.UnderReview,
        (_, QualityState.Approved or QualityState.Provisional) => true,
        (QualityState.UnderReview or QualityState.Approved or QualityState.Provisional or QualityState.Expired, QualityState.Suspended) => true,
        (QualityState.UnderReview or QualityState.Approved or QualityState.Provisional, QualityState.Expired) => true,
        _ => false,
    };
}
