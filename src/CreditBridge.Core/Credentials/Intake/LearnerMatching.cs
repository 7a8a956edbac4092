using CreditBridge.Core.Learners;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>
/// Finds the learner behind a credential: by a confirmed identity that one learner alone has. A student number counts only from a partner that sends
/// official score files. Anything less sure waits for a person.
/// </summary>
internal sealed class LearnerMatching(BridgeDbContext db)
{
    public async Task<Dictionary<string, Guid>> FindAsync(Partner partner, IReadOnlyCollection<string> recipientKeys, CancellationToken cancellation)
    {
        var keys = recipientKeys
            .Where(key => partner.SendsStudentNumbers || !RecipientKey.IsStudentNumber(key))
            .Where(key => key.Length > 0 && !RecipientKey.IsHashed(key))
            .Distinct(StringComparer.Ordinal).ToList();
        if (keys.Count == 0)
            return [];
        var identities = await db.LearnerIdentities.AsNoTracking()
            .Where(identity => identity.ConfirmedAt != null && EF.Parameter(keys).Contains(identity.Key))
            .Select(identity => new { identity.Key, identity.LearnerId })
            .ToListAsync(cancellation);
        return identities.GroupBy(identity => identity.Key, identity => identity.LearnerId, StringComparer.Ordinal)
            .Where(group => group.Distinct().Count() == 1)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
    }
}
