using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants;

/// <summary>Makes grants from decided request lines, inside the caller's transaction: one grant for each rule, with its lines, what they use up, and their postings.</summary>
internal sealed class GrantMaking
{
    /// <summary>The policy in force until offers come: credit granted is accepted at once and posted to the current term.</summary>
    private const string PolicyText = "Credit granted is accepted at once and posted to the current term, or the next one that is open. "
        + "Only partners with an approved quality review lead to automatic grants, and only from credentials with at least the partner's assertion.";

    private readonly BridgeDbContext _db;
    private readonly Institution _institution;
    private readonly HashSet<string> _reversedKeys;
    private readonly string? _term;
    private readonly DateTime _now;
    private readonly List<PolicyLayer> _layers;

    private GrantMaking(BridgeDbContext db, Institution institution, HashSet<string> reversedKeys, string? term, List<PolicyLayer> layers, DateTime now) =>
        (_db, _institution, _reversedKeys, _term, _layers, _now) = (db, institution, reversedKeys, term, layers, now);

    public static async Task<GrantMaking> ForAsync(BridgeDbContext db, Institution institution, IReadOnlyCollection<Guid> learners, DateTime now, CancellationToken cancellation)
    {
        var today = institution.LocalDate(now);
        var term = await OpenTerm.CodeAsync(db, today, cancellation);
        var reversed = await db.GrantLines.Where(line => line.ReversedAt != null)
            .Join(db.CreditGrants.Where(grant => learners.Contains(grant.LearnerId)), line => line.GrantId, grant => grant.Id, (line, _) => line.Key)
            .ToListAsync(cancellation);
        return new(db, institution, [.. reversed], term, await db.PolicyLayers.AsNoTracking().ToListAsync(cancellation), now);
    }

    /// <summary>The standing text, and what the layers set that concern this learner and these credentials.</summary>
    private string PolicyInForce(Learner learner, RequestLine line) => string.Join('\n', _layers
        .Where(layer => layer.Scope switch
        {
            PolicyScope.Program => string.Equals(layer.ScopeCode, learner.ProgramCode, StringComparison.OrdinalIgnoreCase),
            PolicyScope.Partner => line.Evidence.Exists(item => item.Partner == layer.ScopeCode),
            _ => true,
        })
        .OrderBy(layer => layer.Scope).SelectMany(layer => PolicyWords.Of(layer).Select(sentence => $"{sentence.TrimEnd('.')}, {layer.Source}.")).Prepend(PolicyText));

    /// <param name="lines">Decided lines of the request; declined ones among them give nothing.</param>
    public void Make(CreditRequest request, Learner learner, IEnumerable<RequestLine> lines, bool isAutomatic)
    {
        foreach (var rule in lines.Where(line => line.State is LineState.Approved or LineState.ApprovedDifferently).GroupBy(line => line.Whole))
        {
            var first = rule.First();
            var grant = new CreditGrant
            {
                LearnerId = learner.Id,
                RequestId = request.Id,
                RuleVersionId = first.RuleVersionId,
                RuleCode = first.RuleCode,
                Basis = first.Basis,
                Explanation = first.Explanation,
                PolicyText = PolicyInForce(learner, first),
                Evidence = first.Evidence,
                IsAutomatic = isAutomatic,
                ApprovedBy = first.DecidedBy!,
                ApprovedAt = _now,
            };
            grant.Answer(GrantState.Accepted, _now);
            grant.Uses.AddRange(first.UseKeys.Select(key => CredentialUse.Of(learner.Id, key)));
            grant.Lines.AddRange(rule.Select(line => LineOf(line, learner)));
            _db.CreditGrants.Add(grant);
            _db.AuditEntries.Add(AuditEntry.Of(new Actor(first.DecidedBy!, null), _now, isAutomatic ? "Credit granted by rule" : "Credit granted", nameof(CreditGrant), grant.Id,
                null, $"{grant.RuleCode}: {grant.Lines.Sum(line => line.Credits):0.###} credits", first.DecisionSentence));
        }
    }

    private GrantLine LineOf(RequestLine line, Learner learner)
    {
        var posting = Posting.Due(learner.Id, _term ?? "", _now);
        if (_term is null)
            posting.GiveUp("No term is open: open one, then post again.");
        return new GrantLine
        {
            RequestLineId = line.Id,
            AwardLineId = line.AwardLineId,
            Key = KeyOf(line, learner),
            Kind = line.Kind,
            CourseCode = line.CourseCode,
            ElectiveSubject = line.ElectiveSubject,
            CourseLevel = line.CourseLevel,
            Credits = line.Credits,
            GradeCode = line.GradeCode,
            Posting = posting,
            Entitlements = [.. line.CourseGroups.Select(group => CourseEntitlement.Of(learner.Id, group))],
        };
    }

    /// <summary>The same credit has the same key; after a reversal the occurrence rises, and so does the key.</summary>
    private string KeyOf(RequestLine line, Learner learner)
    {
        for (var reversals = 0; ; reversals++)
        {
            var occurrence = reversals == 0 ? line.Occurrence : $"{line.Occurrence}#{reversals}";
            var key = PostingKey.Of(_institution.Code, learner.FirstStudentNumber, line.RuleCode.Length > 0 ? line.RuleCode : line.Id.ToString(), line.AwardLineId, occurrence);
            if (!_reversedKeys.Contains(key))
                return key;
        }
    }
}
