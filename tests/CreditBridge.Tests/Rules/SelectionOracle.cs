using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;

namespace CreditBridge.Tests.Rules;

/// <summary>
/// The recommended set by trying everything, written from the definition and sharing nothing with the engine: every subset of attempts, every way to meet each, every
/// choice of who gives a course. Only for small cases of <see cref="SelectionGen"/>: no condition but the score.
/// </summary>
internal sealed class SelectionOracle(SelectionCase each)
{
    private readonly List<PortfolioCredential> _credentials = [.. each.Credentials
        .OrderByDescending(IsClean).ThenByDescending(credential => credential.Assurance).ThenByDescending(credential => credential.IssuedOn).ThenBy(credential => credential.Id)];

    private readonly List<Attempt> _attempts = [];
    private Attempt?[] _chosen = [];
    private Way[] _ways = [];
    private (long[] Worth, List<int[]> Ranks, string Text)? _best;

    /// <summary>How many combinations of ways there are; too many are not tried.</summary>
    public double Combinations { get; private set; } = 1;

    /// <summary>Each decision of the best set in words, one a line.</summary>
    public string? Best()
    {
        Prepare();
        Combinations = _attempts.Aggregate(1.0, (product, attempt) => product * (attempt.Ways.Count + 1));
        if (Combinations > 30_000)
            return null;
        (_chosen, _ways) = (new Attempt?[_attempts.Count], new Way[_attempts.Count]);
        Try(0, []);
        return _best!.Value.Text;
    }

    private void Prepare()
    {
        var excluded = each.Rules.Where(rule => rule.Definition.Awards is [NoCredit])
            .Select(rule => rule.Definition.Requirement).Where(requirement => Ways(requirement, _credentials, false).Count > 0)
            .SelectMany(requirement => _credentials.Where(credential => Leaves(requirement).Any(leaf => Fits(leaf, credential)))).Select(credential => credential.CanonicalId).ToHashSet();
        foreach (var rule in each.Rules.OrderBy(rule => rule.Code, StringComparer.Ordinal).ThenBy(rule => rule.Number))
        {
            if (rule.Definition.Awards is [NoCredit])
                continue;
            var free = _credentials.FindAll(credential => !excluded.Contains(credential.CanonicalId) && !Keys(credential, rule.Definition.Repeatable).Intersect(each.Used).Any());
            if (rule.Definition.Repeatable)
            {
                foreach (var credential in free)
                    Add(rule, credential.CanonicalId, [credential]);
            }
            else
            {
                Add(rule, "", free);
            }
        }

        // A band that was met gives way to none below it, also when it has nothing left.
        var met = _attempts.ToList();
        _attempts.RemoveAll(attempt => !IsOpen(attempt) || met.Exists(other => IsBelow(attempt.Rule.Definition, other.Rule.Definition)));

        void Add(PublishedRule rule, string occurrence, List<PortfolioCredential> credentials)
        {
            if (Ways(rule.Definition.Requirement, credentials, rule.Definition.Repeatable) is { Count: > 0 } ways)
                _attempts.Add(new(rule, occurrence, [.. ways.OrderBy(way => way.Credentials.All(IsClean) ? 0 : 1)]));
        }
    }

    private bool IsOpen(Attempt attempt) => Lines(attempt, []).Exists(line => line.Given);

    private void Try(int number, List<string> used)
    {
        if (number == _attempts.Count)
        {
            TryOwners();
            return;
        }

        var attempt = _attempts[number];
        foreach (var way in attempt.Ways)
        {
            List<string> keys = [.. way.Keys, $"rule {attempt.Rule.Code} {attempt.Occurrence}"];
            if (keys.Intersect(used).Any())
                continue;
            (_chosen[number], _ways[number]) = (attempt, way);
            Try(number + 1, [.. used, .. keys]);
        }

        _chosen[number] = null;
        Try(number + 1, used);
    }

    /// <summary>Each course group that several would give goes to each of them in turn.</summary>
    private void TryOwners()
    {
        var claims = Enumerable.Range(0, _chosen.Length).Where(i => _chosen[i] is not null)
            .SelectMany(i => Claims(_chosen[i]!).Select(group => (group, i)))
            .GroupBy(claim => claim.group, claim => claim.i).Where(claim => claim.Count() > 1).Select(claim => (claim.Key, Claimants: claim.ToList())).ToList();
        IEnumerable<Dictionary<string, int>> owners = [[]];
        foreach (var (group, claimants) in claims)
            owners = owners.SelectMany(_ => claimants, (owner, claimant) => new Dictionary<string, int>(owner) { [group] = claimant }).ToList();
        foreach (var owner in owners)
            Weigh(owner);
    }

    private void Weigh(Dictionary<string, int> owner)
    {
        var worth = new long[6];
        var caps = new decimal[each.Caps.Length];
        var (ranks, text) = (new List<int[]>(), new List<string>());
        for (var i = 0; i < _chosen.Length; i++)
        {
            if (_chosen[i] is not { } attempt)
            {
                ranks.Add([int.MaxValue]);
                continue;
            }

            var lines = Lines(attempt, [.. owner.Where(pair => pair.Value != i).Select(pair => pair.Key)]);
            var given = lines.FindAll(line => line.Given);
            if (given.Count == 0)
                return;
            var (way, credits) = (_ways[i], given.Sum(line => (long)(line.Credits * 1000)));
            var assurance = way.Credentials.Min(credential => credential.Assurance);
            var automatic = attempt.Rule.Definition.AutoGrant && lines.TrueForAll(line => line.Open) && way.Credentials.All(IsClean);
            long[] own = [given.Where(line => line.Groups.Contains("X 4")).Sum(line => (long)(line.Credits * 1000)), way.Specific ? credits : 0, credits, automatic ? credits : 0, assurance == Assurance.Verified ? credits : 0, assurance >= Assurance.PartnerAsserted ? credits : 0];
            for (var n = 0; n < worth.Length; n++)
                worth[n] += own[n];
            for (var n = 0; n < caps.Length; n++)
                caps[n] += Counted(each.Caps[n], attempt.Rule, way, given);
            ranks.Add([.. lines.Select(line => line.Given ? 0 : 1), .. Claims(attempt).Select(group => owner.TryGetValue(group, out var giver) && giver != i ? 1 : 0), attempt.Ways.IndexOf(way)]);
            text.Add($"{attempt.Rule.Code} {attempt.Rule.Number} {attempt.Occurrence}: {string.Join(' ', way.Credentials.Select(credential => credential.Id))}, "
                + string.Join(' ', given.Select(line => $"{line.Id} {line.Credits:0.###} {string.Join('+', line.Groups.Order(StringComparer.Ordinal))}")));
        }

        if (caps.Where((sum, n) => sum > Math.Max(0, each.Caps[n].Credits!.Value - each.UsedOf(each.Caps[n]))).Any())
            return;
        if (_best is null || Compare((worth, ranks)) > 0)
            _best = (worth, ranks, string.Join('\n', text));
    }

    private int Compare((long[] Worth, List<int[]> Ranks) other)
    {
        var (worth, ranks, _) = _best!.Value;
        foreach (var (mine, theirs) in worth.Zip(other.Worth))
        {
            if (mine != theirs)
                return theirs.CompareTo(mine);
        }

        // A smaller number stands for a line given, or for a more preferred way.
        foreach (var (mine, theirs) in ranks.Zip(other.Ranks).SelectMany(pair => pair.First.Zip(pair.Second)))
        {
            if (mine != theirs)
                return mine.CompareTo(theirs);
        }

        return 0;
    }

    private static decimal Counted(CreditCap cap, PublishedRule rule, Way way, List<Line> given) =>
        (cap.Basis is { } basis && rule.Definition.Basis.Kind != basis) || (cap.Partner is { } partner && way.Credentials.TrueForAll(credential => credential.Partner != partner))
            ? 0 : given.Where(line => cap.Level is null || cap.Level == line.Level).Sum(line => line.Credits);

    private IEnumerable<string> Claims(Attempt attempt) => Lines(attempt, []).Where(line => line.Given).SelectMany(line => line.Groups).Distinct();

    private List<Line> Lines(Attempt attempt, HashSet<string> others)
    {
        var (lines, inRule) = (new List<Line>(), new HashSet<string>());
        foreach (var award in attempt.Rule.Definition.Awards)
        {
            var line = LineOf(award, others, inRule);
            lines.Add(line);
            if (line.Given)
                inRule.UnionWith(line.Groups);
        }

        return lines;
    }

    private Line LineOf(CreditAward award, HashSet<string> others, HashSet<string> inRule)
    {
        switch (award)
        {
            case ElectiveCredit elective:
                return new(award.LineId, true, true, elective.Credits * elective.Conversion!.Factor, [], elective.Level);
            case CourseCredit course:
                var (given, open) = Look(course.Course, others, inRule);
                var facts = Facts(course.Course);
                return new(award.LineId, given, open && (course.Credits is not null || facts?.LeastCredits == facts?.MostCredits), course.Credits ?? facts?.LeastCredits ?? 0, Taken(course.Course), facts?.Level ?? CourseLevel.Lower);
            case Exemption exemption:
                var (exempt, sure) = Look(exemption.Course, others, inRule);
                return new(award.LineId, exempt, sure, 0, Taken(exemption.Course), Facts(exemption.Course)?.Level ?? CourseLevel.Lower);
            case BlockCredit block:
                var looks = block.Courses.Select(course => (course, Look: Look(course, others, inRule))).ToList();
                return new(award.LineId, looks.Exists(look => look.Look.Given), looks.TrueForAll(look => look.Look.Open), block.TotalCredits,
                    [.. looks.Where(look => look.Look.Given).SelectMany(look => Taken(look.course)).Distinct()], CourseLevel.Lower);
            case ChoiceOf choice:
                var options = choice.Lines.Select(line => LineOf(line, others, inRule)).Where(line => line.Given).ToList();
                return new(award.LineId, options.Count > 0, false, options.Count == 0 ? 0 : options.Min(option => option.Credits),
                    [.. options.SelectMany(option => option.Groups).Distinct()], CourseLevel.Lower);
            default:
                throw new InvalidOperationException($"{award} is no award of these cases.");
        }
    }

    private (bool Given, bool Open) Look(string course, HashSet<string> others, HashSet<string> inRule)
    {
        if (Taken(course) is not [var group])
            return (true, true);
        var states = each.Transcript.Where(entry => Group(entry.Course) == group).Select(entry => entry.State).ToList();
        if (states.Exists(state => state is TranscriptState.Passed or TranscriptState.Transferred) || others.Contains(group) || inRule.Contains(group) || each.Courses.Contains(group))
            return (false, false);
        return (true, states.Count == 0 && Facts(course) is not null);
    }

    private static List<string> Taken(string course) => Facts(course) is { IsPlaceholder: true } ? [] : [Group(course)];

    private static string Group(string course) => Facts(course)?.Group ?? course;

    private static CourseFacts? Facts(string course) => RuleGen.Catalog.Courses.FirstOrDefault(facts => facts.Code == course);

    /// <summary>Every way, in the order of the rule: items from first to last, at each the credentials from the preferred on.</summary>
    private static List<Way> Ways(Requirement requirement, List<PortfolioCredential> credentials, bool repeatable) =>
        [.. Meet(requirement, credentials, repeatable, new([], true, []))];

    private static IEnumerable<Way> Meet(Requirement requirement, List<PortfolioCredential> credentials, bool repeatable, Way before) => requirement switch
    {
        Earned earned => credentials.Where(credential => Fits(earned, credential) && !Keys(credential, repeatable).Intersect(before.Keys).Any())
            .Select(credential => new Way([.. before.Credentials, credential], before.Specific && earned.Selector is AchievementSelector, [.. before.Keys, .. Keys(credential, repeatable)])),
        AllOf all => Some(all.Items, all.Items.Count, credentials, repeatable, before),
        AnyOf any => Some(any.Items, 1, credentials, repeatable, before),
        AtLeast atLeast => Some(atLeast.Items, atLeast.Count, credentials, repeatable, before),
        _ => [],
    };

    private static IEnumerable<Way> Some(IReadOnlyList<Requirement> items, int count, List<PortfolioCredential> credentials, bool repeatable, Way before) =>
        count == 0 ? [before] : Enumerable.Range(0, items.Count).SelectMany(first => Meet(items[first], credentials, repeatable, before)
            .SelectMany(way => Some([.. items.Skip(first + 1)], count - 1, credentials, repeatable, way)));

    /// <summary>Two rules on one credential of the same learning each, whose limits do not meet.</summary>
    private static bool IsBelow(RuleDefinition lower, RuleDefinition higher) =>
        lower is { Repeatable: false, Requirement: Earned { Selector: AchievementSelector one, Conditions.Result: PointsResult low } }
        && higher is { Repeatable: false, Requirement: Earned { Selector: AchievementSelector other, Conditions.Result: PointsResult high } }
        && Learning(one.Partner, one.Achievement) == Learning(other.Partner, other.Achievement) && low.Below <= high.Least;

    private static IEnumerable<Earned> Leaves(Requirement requirement) => requirement switch
    {
        Earned earned => [earned],
        AllOf all => all.Items.SelectMany(Leaves),
        AnyOf any => any.Items.SelectMany(Leaves),
        AtLeast atLeast => atLeast.Items.SelectMany(Leaves),
        _ => [],
    };

    private static bool Fits(Earned leaf, PortfolioCredential credential)
    {
        var facts = RuleGen.Achievements.Single(facts => facts.Partner == credential.Partner && facts.ExternalId == credential.Achievement);
        var (points, score) = ((PointsResult)leaf.Conditions.Result!, credential.Results[0].Value);
        return !(score < points.Least) && !(score >= points.Below) && leaf.Selector switch
        {
            AchievementSelector one => Learning(one.Partner, one.Achievement) == Learning(credential.Partner, credential.Achievement),
            PatternSelector { Skill: { } skill } => facts.Skills.Contains(skill),
            PatternSelector { Tag: { } tag } => facts.Tags.Contains(tag),
            PatternSelector { Partner: { } partner } => facts.Partner == partner,
            PatternSelector { NameContains: { } name } => facts.Name.Contains(name, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private static bool IsClean(PortfolioCredential credential) =>
        credential.Partner is "ap" or "comptia" && credential.Assurance >= Assurance.PartnerAsserted && credential.Verification != VerificationState.Indeterminate;

    private static List<string> Keys(PortfolioCredential credential, bool repeatable) =>
        repeatable ? [$"credential:{credential.CanonicalId}"] : [$"credential:{credential.CanonicalId}", Learning(credential.Partner, credential.Achievement)];

    private static string Learning(string partner, string id) =>
        RuleGen.Achievements.Single(facts => facts.Partner == partner && facts.ExternalId == id).SameLearning is { } same ? $"learning:{same}" : $"achievement:{partner}/{id}";

    private sealed record Attempt(PublishedRule Rule, string Occurrence, List<Way> Ways);

    private sealed record Way(List<PortfolioCredential> Credentials, bool Specific, List<string> Keys);

    private sealed record Line(string Id, bool Given, bool Open, decimal Credits, List<string> Groups, CourseLevel Level);
}
