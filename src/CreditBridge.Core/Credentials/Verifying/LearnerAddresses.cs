using CreditBridge.Core.Learners;
using CreditBridge.OpenBadges;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Verifying;

/// <summary>Confirmed identities of learners: to compare with whom a credential names, and to find whom a hash means.</summary>
internal sealed class LearnerAddresses(BridgeDbContext db)
{
    /// <summary>Beyond so many addresses a hash is left for a person to match.</summary>
    private const int MostCompared = 500_000;

    /// <summary>The learner each hashed recipient means: one learner alone. All addresses are read once for all of them.</summary>
    public async Task<Dictionary<string, Guid>> FindHashedAsync(IEnumerable<string> recipientKeys, CancellationToken cancellation)
    {
        var wanted = recipientKeys.Distinct(StringComparer.Ordinal).Select(key => (Key: key, Hash: HashedRecipient.OfEmail(key))).Where(pair => pair.Hash is not null).ToList();
        if (wanted.Count == 0)
            return [];
        var found = new List<(string Key, Guid Learner)>();
        var addresses = db.LearnerIdentities.AsNoTracking().Where(identity => identity.ConfirmedAt != null && identity.Key.StartsWith(RecipientKey.Emails))
            .Select(identity => new { identity.Key, identity.LearnerId }).Take(MostCompared).AsAsyncEnumerable();
        await foreach (var row in addresses.WithCancellation(cancellation))
        {
            var address = RecipientKey.Display(row.Key);
            found.AddRange(wanted.Where(pair => pair.Hash!.Is(address)).Select(pair => (pair.Key, row.LearnerId)));
        }

        return found.Distinct().GroupBy(pair => pair.Key, StringComparer.Ordinal).Where(group => group.Count() == 1).ToDictionary(group => group.Key, group => group.Single().Learner, StringComparer.Ordinal);
    }

    public async Task<ILookup<Guid, string>> KeysOfAsync(IReadOnlyCollection<Guid> learners, CancellationToken cancellation) =>
        (await db.LearnerIdentities.AsNoTracking().Where(identity => identity.ConfirmedAt != null && EF.Parameter(learners).Contains(identity.LearnerId))
            .Select(identity => new { identity.LearnerId, identity.Key }).ToListAsync(cancellation)).ToLookup(row => row.LearnerId, row => row.Key);

    /// <summary>Whether what a credential is matched by is one of these keys, or the hash of one.</summary>
    public static bool IsNamed(string recipientKey, IEnumerable<string> keys) => HashedRecipient.OfEmail(recipientKey) is { } hash
        ? ToCompare(keys).Exists(identity => hash.Is(identity.Value))
        : keys.Contains(recipientKey, StringComparer.Ordinal);

    /// <summary>The identities a verifier can compare: student numbers are ours alone.</summary>
    public static List<RecipientIdentity> ToCompare(IEnumerable<string> keys) =>
        [.. keys.Where(key => !RecipientKey.IsStudentNumber(key)).Select(key => new RecipientIdentity(key.StartsWith(RecipientKey.Emails, StringComparison.Ordinal) ? RecipientIdentity.Email : RecipientIdentity.SubjectId, RecipientKey.Display(key)))];
}
