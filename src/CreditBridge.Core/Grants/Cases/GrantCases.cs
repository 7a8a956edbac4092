using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Credentials;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants.Cases;

/// <summary>Opens a case where a credential behind unreversed credit was withdrawn. Credit is never taken away here.</summary>
internal sealed class GrantCases
{
    private readonly BridgeDbContext _db;
    private readonly ILookup<Guid, (Guid Grant, string RuleCode, string Title)> _grants;
    private readonly HashSet<string> _open;
    private readonly DateTime _now;

    private GrantCases(BridgeDbContext db, ILookup<Guid, (Guid, string, string)> grants, HashSet<string> open, DateTime now) => (_db, _grants, _open, _now) = (db, grants, open, now);

    public static async Task<GrantCases> ForAsync(BridgeDbContext db, IReadOnlyCollection<Credential> credentials, DateTime now, CancellationToken cancellation)
    {
        var ids = credentials.Select(credential => credential.Id).ToHashSet();
        var learners = credentials.Select(credential => credential.LearnerId).OfType<Guid>().Distinct().ToList();
        if (learners.Count == 0)
            return new(db, Enumerable.Empty<Guid>().ToLookup(id => id, _ => default((Guid, string, string))), [], now);
        // Evidence is a JSON column, which no query looks into; a learner's grants are few.
        var grants = await db.CreditGrants.AsNoTracking().Where(grant => EF.Parameter(learners).Contains(grant.LearnerId) && grant.Lines.Any(line => line.ReversedAt == null))
            .Select(grant => new { grant.Id, grant.RuleCode, grant.Evidence }).ToListAsync(cancellation);
        var behind = grants.SelectMany(grant => grant.Evidence.Where(item => ids.Contains(item.CredentialId)), (grant, item) => (item.CredentialId, Grant: (grant.Id, grant.RuleCode, item.Title))).ToList();
        var keys = behind.ConvertAll(pair => GrantCase.KeyOf(pair.Grant.Id, pair.CredentialId));
        var open = keys.Count == 0 ? [] : await db.GrantCases.Where(row => row.OpenKey != null && EF.Parameter(keys).Contains(row.OpenKey)).Select(row => row.OpenKey!).ToListAsync(cancellation);
        return new(db, behind.ToLookup(pair => pair.CredentialId, pair => pair.Grant), [.. open], now);
    }

    public bool IsBehindGrant(Guid credentialId) => _grants.Contains(credentialId);

    /// <summary>Opens a case for each grant, if the credential has just become one that does not count.</summary>
    public void OpenIfWithdrawn(Credential credential, VerificationState verificationBefore, CredentialStatus statusBefore)
    {
        CaseKind? kind = credential.Status switch
        {
            CredentialStatus.Revoked when statusBefore != CredentialStatus.Revoked => CaseKind.Revoked,
            CredentialStatus.Suspended when statusBefore != CredentialStatus.Suspended => CaseKind.Suspended,
            _ when credential.Verification == VerificationState.Invalid && verificationBefore != VerificationState.Invalid => CaseKind.NotGenuine,
            _ => null,
        };
        if (kind is not { } found)
            return;
        foreach (var (grant, rule, title) in _grants[credential.Id])
        {
            if (!_open.Add(GrantCase.KeyOf(grant, credential.Id)))
                continue;
            var opened = GrantCase.Open(grant, credential.Id, found, $"{Sentence(found, title)} Credit under {rule} rests on it. The credit stays as it is until somebody has decided.", _now);
            _db.GrantCases.Add(opened);
            _db.AuditEntries.Add(AuditEntry.Of(Actor.Night, _now, "Case opened", nameof(GrantCase), opened.Id, null, nameof(CaseState.Open), opened.Sentence));
        }
    }

    private static string Sentence(CaseKind kind, string title) => kind switch
    {
        CaseKind.Revoked => $"The issuer of {title} has revoked it.",
        CaseKind.Suspended => $"The issuer of {title} has suspended it.",
        _ => $"{title} does not verify any more.",
    };
}
