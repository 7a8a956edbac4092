using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>
/// Chooses among the satisfied rules one by one: required by the programme before elective, specific before pattern, most credits, automatic
/// before review, higher assurance, older code.
/// </summary>
internal sealed class Selection(PortfolioView view)
{
    private readonly Ledger _ledger = new(view);
    private readonly HashSet<int> _required =
        [.. view.Portfolio.Learner.Programs.SelectMany(program => view.Book.Courses.RequiredBy(program.Code) ?? new HashSet<int>())];

    public List<RuleDecision> Run(List<Attempt> attempts)
    {
        var decisions = new RuleDecision?[attempts.Count];
        foreach (var attempt in attempts)
        {
            if (attempt.Satisfied && attempt.Rule.NoCredit is not null)
                _ledger.ExcludeFromCredit(attempt);
        }

        var offers = new List<Offer>();
        for (var i = 0; i < attempts.Count; i++)
        {
            decisions[i] = Settle(attempts[i]);
            if (decisions[i] is not null)
                continue;
            var offer = new Offer(attempts[i], i, _ledger);
            if (offer.IsOpen)
                offers.Add(offer);
            else
                decisions[i] = NothingLeft(offer);
        }

        foreach (var offer in offers)
            offer.Rank(_required, Reasons(offer).Count == 0);
        offers.Sort(Offer.Compare);
        foreach (var offer in offers)
            decisions[offer.Index] = Choose(offer);
        return [.. decisions.Select(decision => decision!)];
    }

    /// <summary>What can be said before rules are compared; null for a rule that may be chosen.</summary>
    private RuleDecision? Settle(Attempt attempt)
    {
        if (!attempt.Satisfied)
            return new RuleDecision(attempt, RuleOutcome.NotEligible) { Reasons = WhyNot(attempt) };
        if (attempt.Rule.NoCredit is not null)
            return new RuleDecision(attempt, RuleOutcome.Blocked) { Lines = new AwardLines(attempt.Rule, view, _ledger).Build() };
        if (EarlierDecisions.Find(attempt) is { } decided)
            return new RuleDecision(attempt, RuleOutcome.AlreadyDecided) { Reasons = [decided] };
        if (attempt.Keep(credential => _ledger.NoCreditBy(credential) is null))
            return attempt.Keep(credential => _ledger.IsFree(attempt.Rule, credential)) ? null : UsedElsewhere(attempt);

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

    /// <summary>The learner has all that the rule gives. What else its credentials may earn is for a person to say: nothing may count twice.</summary>
    private RuleDecision NothingLeft(Offer offer)
    {
        _ledger.MarkHeld(offer.Attempt);
        var giver = offer.TakenBy(_ledger);
        return new RuleDecision(offer.Attempt, giver is null ? RuleOutcome.Blocked : RuleOutcome.NotChosen) { Lines = offer.Lines, InFavourOf = giver };
    }

    private RuleDecision Choose(Offer offer)
    {
        var attempt = offer.Attempt;
        if (!attempt.Keep(credential => _ledger.IsFree(attempt.Rule, credential)))
            return UsedElsewhere(attempt);
        offer.Refresh(_ledger);
        if (!offer.IsOpen)
            return NothingLeft(offer);
        var reasons = Reasons(offer);
        _ledger.Take(attempt, offer.Groups);
        return new RuleDecision(attempt, reasons.Count == 0 ? RuleOutcome.Grant : RuleOutcome.Request) { Lines = offer.Lines, Reasons = reasons };
    }

    private RuleDecision UsedElsewhere(Attempt attempt)
    {
        var used = attempt.ChosenCredentials.First(credential => !_ledger.IsFree(attempt.Rule, credential));
        var user = _ledger.UserOf(attempt.Rule, used) ?? _ledger.NoCreditBy(used)!;
        return new RuleDecision(attempt, RuleOutcome.NotChosen)
        {
            Reasons = [$"{view.Credentials[used].Name} counts for {user} already."],
            InFavourOf = user,
        };
    }

    /// <summary>Why a person must look; none for an automatic grant.</summary>
    private List<string> Reasons(Offer offer)
    {
        var (attempt, reasons) = (offer.Attempt, new List<string>());
        if (offer.Lines.Length == 0)
            reasons.Add("This rule does not say what it gives.");
        foreach (var line in offer.Lines)
        {
            if (line.State != AwardState.Open)
                reasons.Add(line.Sentence);
        }

        if (!attempt.Rule.Definition.AutoGrant)
            reasons.Add("A person decides on every award of this rule.");
        foreach (var index in attempt.ChosenCredentials)
            AddReasons(reasons, attempt.Rule, index);
        return reasons;
    }

    private void AddReasons(List<string> reasons, CompiledRule rule, int index)
    {
        var (name, credential) = (view.Credentials[index].Name, view.Credentials[index].Credential);
        if (_ledger.HeldBy(rule, index) is { } other)
            reasons.Add($"{name} also counts for {other}, whose courses you already have: nothing may count twice.");
        if (view.Credentials[index].IsClean)
            return;
        if (!view.Policy.ApprovedPartners.Contains(credential.Partner))
            reasons.Add($"The partner {credential.Partner} is not approved for automatic grants.");
        if (credential.Assurance < view.Policy.LeastAssurance)
        {
            reasons.Add($"{name} is {LearningCheck.Name(credential.Assurance)}; "
                + $"an automatic grant asks for one that is {LearningCheck.Name(view.Policy.LeastAssurance)}.");
        }

        if (credential.Verification == VerificationState.Indeterminate)
            reasons.Add($"The signature of {name} could not be checked yet.");
    }
}
