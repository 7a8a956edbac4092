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
    private const string PolicyText = "Only partners with an approved quality review lead to automatic grants, and only from credentials with at least the partner's assertion.";

    private readonly BridgeDbContext _db;
    private readonly Institution _institution;
    private readonly HashSet<string> _spentKeys;
    private readonly HashSet<Guid> _grantedLines;
    private readonly HashSet<(Guid RequestId, string Key)> _held;
    private readonly string? _term;
    private readonly DateTime _now;
    private readonly List<PolicyLayer> _layers;

    private GrantMaking(BridgeDbContext db, Institution institution, HashSet<string> spentKeys, HashSet<Guid> grantedLines, HashSet<(Guid, string)> held, string? term, List<PolicyLayer> layers, DateTime now) =>
        (_db, _institution, _spentKeys, _grantedLines, _held, _term, _layers, _now) = (db, institution, spentKeys, grantedLines, held, term, layers, now);

    public static async Task<GrantMaking> ForAsync(BridgeDbContext db, Institution institution, IReadOnlyCollection<Guid> learners, DateTime now, CancellationToken cancellation)
    {
        var today = institution.LocalDate(now);
        var term = await OpenTerm.CodeAsync(db, today, cancellation);
        // Credit that was reversed, or offered and not taken, may be granted again: under a key of its own.
        var spent = await db.GrantLines
            .Join(db.CreditGrants.Where(grant => learners.Contains(grant.LearnerId)), line => line.GrantId, grant => grant.Id, (line, grant) => new { line.Key, line.RequestLineId, line.ReversedAt, grant.State }).ToListAsync(cancellation);
        var held = await db.CredentialUses.Where(use => learners.Contains(use.LearnerId) && use.HeldKey != null)
            .Join(db.CreditGrants, use => use.GrantId, grant => grant.Id, (use, grant) => new { grant.RequestId, use.HeldKey }).ToListAsync(cancellation);
        return new(db, institution,
            [.. spent.Where(row => row.ReversedAt != null || row.State is GrantState.DeclinedByLearner or GrantState.Lapsed).Select(row => row.Key)],
            [.. spent.Select(row => row.RequestLineId)],
            [.. held.Select(row => (row.RequestId, row.HeldKey!))], term, await db.PolicyLayers.AsNoTracking().ToListAsync(cancellation), now);
    }

    /// <summary>The standing text, and what the layers set that concern this learner and these credentials.</summary>
    private string PolicyInForce(Learner learner, RequestLine line) => string.Join('\n', _layers
        .Where(layer => layer.Scope switch
        {
            PolicyScope.Program => string.Equals(layer.ScopeCode, learner.ProgramCode, StringComparison.OrdinalIgnoreCase),
            PolicyScope.Partner => line.Evidence.Exists(item => item.Partner == layer.ScopeCode),
            _ => true,
        })
        .OrderBy(layer => layer.Scope).SelectMany(layer => PolicyWords.Of(layer).Select(sentence => $"{sentence.TrimEnd('.')}, {layer.Source}.")).Prepend(PolicyText).Prepend(OfferWords.Of(_institution)));

    /// <summary>Whether credit of this basis costs something here: the nearest layer says so.</summary>
    private bool NeedsFee(Learner learner, Basis? basis) => _layers
        .Where(layer => layer.Scope == PolicyScope.Institution || (layer.Scope == PolicyScope.Program && string.Equals(layer.ScopeCode, learner.ProgramCode, StringComparison.OrdinalIgnoreCase)))
        .OrderBy(layer => layer.Scope).SelectMany(layer => layer.Content.Bases).LastOrDefault(treatment => treatment.Basis == basis)?.FeeFirst ?? false;

    /// <summary>Whether the lines that are granted together all have their answer, and none waits for a condition.</summary>
    public static bool IsReady(IReadOnlyCollection<RequestLine> whole) => whole.All(line => line.State is not (LineState.Open or LineState.OnCondition));

    /// <param name="lines">Decided lines of the request; declined ones among them give nothing, nor do those that were granted before an appeal.</param>
    /// <returns>The grants, offered or accepted as the institution's policy says.</returns>
    public List<CreditGrant> Make(CreditRequest request, Learner learner, IEnumerable<RequestLine> lines, bool isAutomatic)
    {
        var made = new List<CreditGrant>();
        foreach (var rule in lines.Where(line => line.State is LineState.Approved or LineState.ApprovedDifferently && !_grantedLines.Contains(line.Id)).GroupBy(line => line.Whole))
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
                AnswerDueOn = _institution.OfferDays > 0 ? _institution.LocalDate(_now).AddDays(_institution.OfferDays) : null,
                NeedsFee = NeedsFee(learner, first.Basis),
            };
            if (grant.AnswerDueOn is null)
                grant.Answer(GrantState.Accepted, _now);
            grant.Uses.AddRange(first.UseKeys.Where(key => !_held.Contains((request.Id, key))).Select(key => CredentialUse.Of(learner.Id, key)));
            grant.Lines.AddRange(rule.Select(line => LineOf(line, learner)));
            grant.Release(_term, _now);
            _db.CreditGrants.Add(grant);
            made.Add(grant);
            _db.AuditEntries.Add(AuditEntry.Of(new Actor(first.DecidedBy!, null), _now, isAutomatic ? "Credit granted by rule" : "Credit granted", nameof(CreditGrant), grant.Id,
                null, $"{grant.RuleCode}: {grant.Lines.Sum(line => line.Credits):0.###} credits", first.DecisionSentence));
        }

        return made;
    }

    private GrantLine LineOf(RequestLine line, Learner learner) => new()
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
        Entitlements = [.. line.CourseGroups.Select(group => CourseEntitlement.Of(learner.Id, group))],
    };

    /// <summary>The same credit has the same key; after a reversal, or an offer not taken, the occurrence rises, and so does the key.</summary>
    private string KeyOf(RequestLine line, Learner learner)
    {
        for (var spent = 0; ; spent++)
        {
            var occurrence = spent == 0 ? line.Occurrence : $"{line.Occurrence}#{spent}";
            var key = PostingKey.Of(_institution.Code, learner.FirstStudentNumber, line.RuleCode.Length > 0 ? line.RuleCode : line.Id.ToString(), line.AwardLineId, occurrence);
            if (!_spentKeys.Contains(key))
                return key;
        }
    }
}
