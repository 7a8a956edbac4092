using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Partners;

/// <summary>What ends soon, or has ended, at a partner: the time until its next quality review, its agreement.</summary>
/// <param name="Count">Partners that this concerns.</param>
public sealed record PartnersDue(int ReviewsOver, int ReviewsSoon, int AgreementsOver, int AgreementsSoon, int Count)
{
    public const int DaysAhead = 30;

    /// <param name="today">The institution's local date.</param>
    public static async Task<PartnersDue> ReadAsync(BridgeDbContext db, DateOnly today, CancellationToken cancellation)
    {
        var partners = await db.Partners.AsNoTracking().Include(partner => partner.QualityReviews).ToListAsync(cancellation);
        List<DateOnly> reviews = [.. partners.Select(ReviewOn).OfType<DateOnly>()], agreements = [.. partners.Select(partner => partner.AgreementUntil).OfType<DateOnly>()];
        return new(reviews.Count(day => day < today), reviews.Count(day => IsSoon(day, today)), agreements.Count(day => day < today), agreements.Count(day => IsSoon(day, today)), partners.Count(partner => IsDue(partner, today)));
    }

    /// <summary>The day its next review is due: that of the newest decision, while it allows anything.</summary>
    public static DateOnly? ReviewOn(Partner partner) => partner.Quality is QualityState.Suspended or QualityState.Expired ? null : partner.NewestReview?.NextReviewOn;

    public static bool IsSoon(DateOnly day, DateOnly today) => day >= today && day <= today.AddDays(DaysAhead);

    /// <summary>Whether anything of this partner is over or ends soon.</summary>
    public static bool IsDue(Partner partner, DateOnly today) => ReviewOn(partner) <= today.AddDays(DaysAhead) || partner.AgreementUntil <= today.AddDays(DaysAhead);
}
