namespace CreditBridge.Core.Rules;

/// <summary>Explains a requirement part by part: for each <see cref="Earned"/> the credential that meets it, else the one that comes nearest.</summary>
internal sealed class Explainer
{
    private readonly Attempt _attempt;
    private readonly PortfolioView _view;
    private readonly int[] _shown;
    private readonly List<int> _usedKeys = [];

    public Explainer(Attempt attempt, int[] chosen)
    {
        (_attempt, _view) = (attempt, attempt.View);
        _shown = chosen.Length > 0 ? [.. chosen] : Nothing(attempt.Rule.Leaves.Length);
        foreach (var credential in _shown)
        {
            if (credential >= 0)
                Use(credential);
        }

        for (var leaf = 0; leaf < _shown.Length; leaf++)
        {
            if (_shown[leaf] < 0 && FirstFree(leaf) is { } free)
            {
                _shown[leaf] = free;
                Use(free);
            }
        }
    }

    public static IReadOnlyList<ExplainedCondition> Scope(Attempt attempt)
    {
        var told = new List<ExplainedCondition>();
        ScopeCheck.Met(attempt.Rule.Definition.Scope, attempt.View.Portfolio.Learner, told);
        return told;
    }

    public static string Text(RuleDecision decision)
    {
        var sentences = new List<string> { $"{decision.RuleCode}, {decision.Rule.Title}: {Verdict(decision)}" };
        sentences.AddRange(decision.Scope.Select(condition => condition.Sentence));
        Add(decision.Requirement);
        sentences.AddRange(decision.Lines.Select(line => line.Sentence));
        sentences.AddRange(decision.Reasons);
        sentences.AddRange(decision.Warnings);
        return Join(sentences);

        // Of a group that is met, only what meets it; of one that is not, everything.
        void Add(ExplainedCondition condition)
        {
            sentences.Add(condition.Sentence);
            foreach (var part in condition.Parts)
            {
                if (part.Met || !condition.Met)
                    Add(part);
            }
        }
    }

    /// <summary>Each sentence once; there are too few for a set.</summary>
    private static string Join(List<string> sentences)
    {
        var text = new System.Text.StringBuilder(80 * sentences.Count);
        for (var i = 0; i < sentences.Count; i++)
        {
            if (sentences.IndexOf(sentences[i]) == i)
                text.Append(i == 0 ? "" : "\n").Append(sentences[i]);
        }

        return text.ToString();
    }

    public ExplainedCondition Requirement() => Explain(_attempt.Rule.Root, "");

    private static string Verdict(RuleDecision decision) => decision.Outcome switch
    {
        RuleOutcome.Grant => $"{Wording.Credits(decision.Credits)} granted.",
        RuleOutcome.Request => $"{Wording.Credits(decision.Credits)}, once a person has looked.",
        RuleOutcome.Blocked when decision.AsksPerson => $"met, but {Wording.Credits(decision.Lines.Where(line => AwardLines.IsGiven(line.State)).Sum(line => line.Credits))} would pass a limit: a person decides.",
        RuleOutcome.Blocked => "met, but it gives no credit.",
        RuleOutcome.NotChosen => $"met, but {decision.InFavourOf} counts instead.",
        RuleOutcome.AlreadyDecided => "decided before.",
        _ => "not met yet.",
    };

    /// <param name="todo">What earning this would do, when it is missing.</param>
    private ExplainedCondition Explain(RequirementNode node, string todo) => node.Kind switch
    {
        ConditionKind.Earned => ExplainEarned(node, todo),
        ConditionKind.Passed => PassedCheck.Explain(node, _view),
        _ => ExplainGroup(node),
    };

    private ExplainedCondition ExplainGroup(RequirementNode node)
    {
        var (count, needed) = (node.Items.Length, node.Needed);
        var met = node.Items.Count(IsMet);
        var todo = (needed - met) switch
        {
            <= 0 => "it is not needed",
            1 when node.Kind == ConditionKind.AtLeast => $"earn it to complete {needed} of {count}",
            1 when node.Kind == ConditionKind.AllOf && count > 1 => $"earn it to complete all {count}",
            1 => "",
            _ when node.Kind == ConditionKind.AtLeast => $"it counts towards {needed} of {count}",
            _ => $"it is one of the {count} that are needed",
        };
        var sentence = node.Kind switch
        {
            _ when count == 0 => "This group is empty: nobody can meet it.",
            ConditionKind.AllOf => $"{met} of {count} {(met == 1 ? "is" : "are")} there; all are needed.",
            ConditionKind.AnyOf => $"{met} of {count} {(met == 1 ? "is" : "are")} there; one is needed.",
            _ => $"{met} of {count} {(met == 1 ? "is" : "are")} there; {needed} {(needed == 1 ? "is" : "are")} needed.",
        };
        return new(node.Kind, IsMet(node), $"{met} of {count}", sentence, null, [.. node.Items.Select(item => Explain(item, IsMet(item) ? "" : todo))]);
    }

    private ExplainedCondition ExplainEarned(RequirementNode leaf, string todo)
    {
        var shown = _shown[leaf.Leaf];
        if (shown < 0)
            shown = Nearest(leaf);
        if (shown < 0)
            return new(ConditionKind.Earned, false, "", $"{leaf.Name} is missing{(todo.Length == 0 ? "" : $": {todo}")}.", null, []);

        var credential = _view.Credentials[shown];
        var told = new List<ExplainedCondition>();
        var met = EarnedCheck.Met(_attempt.Rule, leaf, credential, _view, told);
        var sentence = (met, IsMet(leaf)) switch
        {
            (true, true) when leaf.Pattern >= 0 || credential.Name == leaf.Name => $"{credential.Name} counts.",
            (true, true) => $"{credential.Name} counts as {leaf.Name}.",
            (true, false) => $"{credential.Name} counts for another part of this rule already.",
            _ => $"{credential.Name} does not count yet.",
        };
        return new(ConditionKind.Earned, IsMet(leaf), credential.Name, sentence, credential.Credential.Id, told);
    }

    private bool IsMet(RequirementNode node) => node.Kind switch
    {
        ConditionKind.Earned => _shown[node.Leaf] >= 0,
        ConditionKind.Passed => PassedCheck.Met(node, _view),
        _ => node.Needed > 0 && node.Items.Count(IsMet) >= node.Needed,
    };

    private int? FirstFree(int leaf)
    {
        for (var i = 0; i < _view.Credentials.Length; i++)
        {
            if (_attempt.Meets(leaf, i) && IsFree(i))
                return i;
        }

        return null;
    }

    /// <summary>The credential with the fewest conditions not met, the preferred of equals; -1 for none.</summary>
    private int Nearest(RequirementNode leaf)
    {
        var (nearest, fewest) = (-1, int.MaxValue);
        List<ExplainedCondition> told = [];
        using (var some = _attempt.Selected(leaf.Leaf).GetEnumerator())
        {
            // Nothing to compare with one, and none is the rule.
            if (!some.MoveNext())
                return -1;
            var only = some.Current;
            if (!some.MoveNext())
                return only;
        }

        foreach (var i in _attempt.Selected(leaf.Leaf))
        {
            told.Clear();
            EarnedCheck.Met(_attempt.Rule, leaf, _view.Credentials[i], _view, told);
            var failed = told.Count(condition => !condition.Met);
            if (failed < fewest)
                (nearest, fewest) = (i, failed);
        }

        return nearest;
    }

    private static int[] Nothing(int leaves)
    {
        var nothing = new int[leaves];
        Array.Fill(nothing, -1);
        return nothing;
    }

    private bool IsFree(int credential) =>
        !_usedKeys.Contains(_view.Credentials[credential].CredentialKey)
        && (_attempt.Rule.Repeatable || !_usedKeys.Contains(_view.Credentials[credential].LearningKey));

    private void Use(int credential)
    {
        _usedKeys.Add(_view.Credentials[credential].CredentialKey);
        if (!_attempt.Rule.Repeatable)
            _usedKeys.Add(_view.Credentials[credential].LearningKey);
    }
}
