using CreditBridge.Core.Credentials;
using CreditBridge.Core.Data;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Web.Pages.Unmatched;

/// <summary>A learner who may be the recipient, and what speaks for it. Nothing here is sure enough to match by itself.</summary>
internal sealed record Candidate(Learner Learner, IReadOnlyList<string> Reasons)
{
    public const int Most = 10;

    public static async Task<IReadOnlyList<Candidate>> OfAsync(BridgeDbContext db, Credential credential, CancellationToken cancel)
    {
        var names = (credential.RecipientName ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (given, family) = names.Length > 1 ? (names[0], names[^1]) : ("", "");
        var born = credential.RecipientBirthOn;
        var key = credential.RecipientKey;
        var learners = await db.Learners.AsNoTracking().Include(learner => learner.Identities)
            .Where(learner => learner.Identities.Any(identity => identity.Key == key)
                || (family != "" && learner.FamilyName == family && (learner.GivenName == given || (born != null && learner.BirthOn == born))))
            .OrderBy(learner => learner.FamilyName).ThenBy(learner => learner.GivenName).ThenBy(learner => learner.Id).Take(Most * 2).ToListAsync(cancel);
        return [.. learners.Select(learner => new Candidate(learner, Reasons(learner))).OrderByDescending(candidate => candidate.Reasons.Count).Take(Most)];

        List<string> Reasons(Learner learner)
        {
            List<string> reasons = [];
            if (learner.Identities.Exists(identity => identity.Key == key))
                reasons.Add($"{RecipientKey.Display(key)} is on file, but not confirmed by this learner alone");
            if (family != "" && learner.FamilyName == family)
                reasons.Add(learner.GivenName == given ? "the same name" : "the same family name");
            if (born is not null && learner.BirthOn == born)
                reasons.Add("the same birth date");
            return reasons;
        }
    }
}
