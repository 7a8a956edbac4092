namespace CreditBridge.Core.Rules;

/// <summary>
/// Decides every attempt. What needs no comparison is settled first: not met, 'no credit', decided before, nothing left. Of the others the recommended set is chosen: the
/// set of attempts, each with the credentials it uses, that is worth most (<see cref="Worth"/>); of those worth the same the one that, going through the attempts in the
/// order of codes, first has an attempt give a line, or a course of one, that the other's does not, or meets it in the more preferred way. In a set
/// <list type="bullet">
/// <item>no credential and nothing learned is used twice, and a rule's code awards once for an occurrence;</item>
/// <item>a course group that several of the set would give is given by exactly one of them; each gives all its lines that no other of the set gives, and at least one;</item>
/// <item>what the set and the earlier awards count towards a blocking cap together is not more than the cap; an attempt is within the caps as a whole, or not chosen.</item>
/// </list>
/// </summary>
internal sealed class Selection(PortfolioView view)
{
    private readonly Ledger _ledger = new(view);
    private readonly List<Candidate> _candidates = [];

    public List<RuleDecision> Run(List<Attempt> attempts)
    {
        var decisions = new RuleDecision?[attempts.Count];
        var anySatisfied = false;
        foreach (var attempt in attempts)
        {
            anySatisfied |= attempt.Satisfied;
            if (attempt.Satisfied && attempt.Rule.NoCredit is not null)
                _ledger.ExcludeFromCredit(attempt);
        }

        for (var i = 0; i < attempts.Count; i++)
        {
            decisions[i] = Settle(attempts[i]);
            if (decisions[i] is not null)
                continue;
            var candidate = new Candidate(attempts[i], i, _ledger);
            if (candidate.IsOpen)
                _candidates.Add(candidate);
            else
                decisions[i] = NothingLeft(candidate);
        }

        if (anySatisfied)
            Choose(decisions);
        return [.. decisions.Select(decision => decision!)];
    }

    private void Choose(RuleDecision?[] decisions)
    {
        foreach (var (lower, own) in Bands.Lower(_candidates, decisions))
        {
            decisions[lower.Index] = OfLowerBand(lower, own);
            _candidates.Remove(lower);
        }

        if (_candidates.Count == 0)
            return;
        var caps = CapUse.All(view);
        new RecommendedSet(view, _ledger, new SelectionTerms(view, caps)).Choose(_candidates);
        foreach (var chosen in _candidates.Where(candidate => candidate.Chosen is not null))
            _ledger.Take(chosen.Attempt, chosen.Chosen!.Groups);
        new Outcomes(view, _ledger, caps, _candidates).Decide(decisions);
    }

    /// <summary>What can be said before rules are compared; null for a rule that may be chosen.</summary>
    private RuleDecision? Settle(Attempt attempt)
    {
        if (!attempt.Satisfied)
            return new RuleDecision(attempt, RuleOutcome.NotEligible) { Reasons = WhyNot(attempt) };
        if (attempt.Rule.NoCredit is not null)
            return new RuleDecision(attempt, RuleOutcome.Blocked) { TellLines = () => new AwardLines(attempt.Rule, view, _ => null, told: true).Build() };
        if (EarlierDecisions.Find(attempt) is { } decided)
            return new RuleDecision(attempt, RuleOutcome.AlreadyDecided) { Reasons = [decided] };
        if (attempt.Keep(credential => _ledger.NoCreditBy(credential) is null))
            return attempt.Keep(credential => _ledger.IsFree(attempt.Rule, credential)) ? null : Outcomes.UsedElsewhere(attempt, _ledger);

        var excluded = attempt.ChosenCredentials.First(credential => _ledger.NoCreditBy(credential) is not null);
        var rule = _ledger.NoCreditBy(excluded)!;
        return new RuleDecision(attempt, RuleOutcome.Blocked)
        {
            Reasons = [$"{view.Credentials[excluded].Name} gives no credit, by {rule}."],
            InFavourOf = rule,
        };
    }

    /// <summary>What the conditions themselves do not say.</summary>
    private static IReadOnlyList<string> WhyNot(Attempt attempt)
    {
        if (attempt.BoundHit)
            return ["There are too many ways to combine your credentials for this rule: ask a person to look."];
        return attempt.Rule.Root.LeastCredentials == 0 && attempt.IsMetByCourses ? ["Your courses alone earn no credit: a credential that this rule names is needed."] : [];
    }

    private RuleDecision NothingLeft(Candidate candidate)
    {
        _ledger.MarkHeld(candidate.Attempt);
        return Outcomes.NothingLeft(candidate, _ledger);
    }

    private RuleDecision OfLowerBand(Candidate lower, Attempt own) => new(lower.Attempt, RuleOutcome.NotChosen)
    {
        Reasons = [$"{view.Credentials[own.ChosenCredentials.First()].Name} lies in the band of {own.Rule.Rule.Code}; a lower band does not count beside it."],
        InFavourOf = own.Rule.Rule.Code,
    };
}
