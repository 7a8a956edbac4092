using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>Says of every candidate what became of it, and why.</summary>
internal sealed class Outcomes(PortfolioView view, Ledger ledger, IReadOnlyList<CapUse> caps, List<Candidate> candidates)
{
    private const string Bounded =
        "There are too many ways to combine your credentials to be sure that this is the best for you: a person looks.";

    private readonly long[] _counted = [.. caps.Select(cap => candidates.Where(candidate => candidate.Chosen is not null).Sum(candidate => Counted(cap, candidate)))];

    public void Decide(RuleDecision?[] decisions)
    {
        foreach (var candidate in candidates.Where(candidate => candidate.Chosen is null))
            decisions[candidate.Index] = NotChosen(candidate);
        foreach (var candidate in candidates.Where(candidate => candidate.Chosen is not null))
            decisions[candidate.Index] = Chosen(candidate);
    }

    public static RuleDecision UsedElsewhere(Attempt attempt, Ledger ledger, IReadOnlyList<string>? more = null)
    {
        var used = attempt.ChosenCredentials.First(credential => !ledger.IsFree(attempt.Rule, credential));
        var user = ledger.UserOf(attempt.Rule, used) ?? ledger.NoCreditBy(used)!;
        return new RuleDecision(attempt, RuleOutcome.NotChosen)
        {
            Reasons = [$"{attempt.View.Credentials[used].Name} counts for {user} already.", .. more ?? []],
            InFavourOf = user,
        };
    }

    /// <summary>The learner has all that the rule gives. What else its credentials may earn is for a person to say: nothing may count twice.</summary>
    public static RuleDecision NothingLeft(Candidate candidate, Ledger ledger)
    {
        var giver = candidate.Rule.Lines.SelectMany(line => line.Options.Prepend(line)).SelectMany(line => line.Courses)
            .Where(course => !course.IsPlaceholder).Select(course => ledger.GiverOf(course.Group, candidate.Attempt)).FirstOrDefault(giver => giver is not null);
        return new RuleDecision(candidate.Attempt, giver is null ? RuleOutcome.Blocked : RuleOutcome.NotChosen)
        {
            TellLines = Lines(candidate, ledger),
            InFavourOf = giver,
            HasNothingLeft = true,
        };
    }

    private RuleDecision NotChosen(Candidate candidate)
    {
        var attempt = candidate.Attempt;
        IReadOnlyList<string> more = candidate.BoundHit ? [Bounded] : [];
        var same = candidates.Find(other => other.Chosen is not null && other != candidate
            && other.Rule.Rule.Code == candidate.Rule.Rule.Code && other.Attempt.Occurrence == attempt.Occurrence);
        if (same is not null)
        {
            return new RuleDecision(attempt, RuleOutcome.NotChosen)
            {
                Reasons = [$"Version {same.Rule.Rule.Number} of this rule counts instead.", .. more],
                InFavourOf = same.Rule.Rule.Code,
            };
        }

        var (isFree, left) = (attempt.Keep(credential => ledger.IsFree(attempt.Rule, credential)), Build(candidate));
        if (left.Length > 0 && !Array.Exists(left, line => AwardLines.IsGiven(line.State)))
        {
            var nothing = NothingLeft(candidate, ledger);
            if (isFree || UsedElsewhere(attempt, ledger).InFavourOf != nothing.InFavourOf)
            {
                ledger.MarkHeldFromPatterns(attempt);
                return nothing;
            }
        }

        if (!isFree)
            return UsedElsewhere(attempt, ledger, [.. Broken(candidate, candidate.Lines, alone: true), .. more]);

        // Free, with something to give, and yet not chosen: only a cap does that, or a search that was stopped. A person decides.
        var lines = new AwardLines(candidate.Rule, view, group => ledger.GiverOf(group, attempt), told: false);
        lines.Build();
        List<string> reasons = [.. Broken(candidate, left, alone: false), .. more];
        ledger.Take(attempt, lines.Groups);
        return new RuleDecision(attempt, RuleOutcome.Blocked) { TellLines = Lines(candidate, ledger), Reasons = reasons, AsksPerson = true };
    }

    /// <summary>A sentence for each blocking cap that the lines would break.</summary>
    /// <param name="alone">Beside the earlier awards only, not the recommended set.</param>
    private IEnumerable<string> Broken(Candidate candidate, AwardLine[] lines, bool alone)
    {
        for (var i = 0; i < caps.Count; i++)
        {
            var more = caps[i].Counted(candidate, Way.Of(candidate.Attempt, candidate.Attempt.Chosen, _ => false, 0), lines) is var own and > 0
                ? own + (alone ? 0 : _counted[i]) : 0;
            if (caps[i].InForce.Cap.Action == CapAction.Block && more > caps[i].Left)
                yield return caps[i].Sentence(more);
        }
    }

    private RuleDecision Chosen(Candidate candidate)
    {
        var passed = caps.Select((cap, i) => (cap, more: Counted(cap, candidate) > 0 ? _counted[i] : 0)).Where(each => each.more > each.cap.Left)
            .Select(each => (each.cap.InForce.Cap.Action, Sentence: each.cap.Sentence(each.more))).ToList();
        var toReview = passed.FindAll(cap => cap.Action != CapAction.Warn).ConvertAll(cap => cap.Sentence);
        var (attempt, isPattern) = (candidate.Attempt, !candidate.Chosen!.Way.IsSpecific);
        var isAutomatic = toReview.Count == 0 && !candidate.BoundHit && candidate.Rule.Definition.AutoGrant
            && candidate.Lines.Length > 0 && Array.TrueForAll(candidate.Chosen.Lines, line => line.State == AwardState.Open)
            && attempt.ChosenCredentials.All(index => view.Credentials[index].IsClean && ledger.HeldBy(attempt.Rule, index, isPattern) is null);
        return new RuleDecision(attempt, isAutomatic ? RuleOutcome.Grant : RuleOutcome.Request)
        {
            TellLines = Lines(candidate, ledger),
            TellReasons = isAutomatic ? null : lines => [.. Reasons(candidate, lines), .. toReview, .. candidate.BoundHit ? [Bounded] : (string[])[]],
            Warnings = [.. passed.Where(cap => cap.Action == CapAction.Warn).Select(cap => cap.Sentence)],
            AsksPerson = !isAutomatic,
        };
    }

    /// <summary>Why a person must look.</summary>
    private List<string> Reasons(Candidate candidate, IReadOnlyList<AwardLine> lines)
    {
        var (attempt, reasons) = (candidate.Attempt, new List<string>());
        if (lines.Count == 0)
            reasons.Add("This rule does not say what it gives.");
        foreach (var line in lines)
        {
            if (line.State != AwardState.Open)
                reasons.Add(line.Sentence);
        }

        if (!attempt.Rule.Definition.AutoGrant)
            reasons.Add("A person decides on every award of this rule.");
        foreach (var index in attempt.ChosenCredentials)
            AddReasons(reasons, candidate, index);
        return reasons;
    }

    private void AddReasons(List<string> reasons, Candidate candidate, int index)
    {
        var (name, credential) = (view.Credentials[index].Name, view.Credentials[index].Credential);
        if (ledger.HeldBy(candidate.Rule, index, !candidate.Chosen!.Way.IsSpecific) is { } other)
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

    private AwardLine[] Build(Candidate candidate) =>
        new AwardLines(candidate.Rule, view, group => ledger.GiverOf(group, candidate.Attempt), told: false).Build();

    private static Func<AwardLine[]> Lines(Candidate candidate, Ledger ledger) =>
        () => new AwardLines(candidate.Rule, candidate.Attempt.View, group => ledger.GiverOf(group, candidate.Attempt), told: true).Build();

    private static long Counted(CapUse cap, Candidate candidate) => cap.Counted(candidate, candidate.Chosen!.Way, candidate.Chosen.Lines);
}
