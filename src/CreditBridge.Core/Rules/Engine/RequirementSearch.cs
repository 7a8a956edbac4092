namespace CreditBridge.Core.Rules;

/// <summary>
/// Finds credentials that meet a requirement together, none of them and nothing learned used twice. The first way in the order of the rule is taken;
/// a part already settled is settled anew when a later part finds nothing left.
/// </summary>
internal sealed class RequirementSearch(CompiledRule rule, PortfolioView view, int[][] met, Predicate<int> isFree, Predicate<int[]> isAccepted)
{
    /// <summary>Far above what any rule needs that a person could read. It stops only searches that would run for minutes.</summary>
    private const int MostSteps = 20_000;

    private readonly bool[] _used = new bool[view.KeyCount];
    private int _steps;

    /// <summary>For each leaf the credential taken, or -1.</summary>
    public int[] Chosen { get; } = Empty(rule.Leaves.Length);

    public bool BoundHit => _steps > MostSteps;

    public bool Run() => CanBeMet(rule.Root) && HasEnough() && Prove(new Goal(rule.Root, 0, 1, null));

    /// <summary>Whether the node could be met if credentials might be used twice: cheap, and nearly always the answer.</summary>
    private bool CanBeMet(RequirementNode node)
    {
        switch (node.Kind)
        {
            case ConditionKind.Earned:
                return Array.Exists(met[node.Leaf], isFree);
            case ConditionKind.Passed:
                return PassedCheck.Met(node, view);
            default:
                var count = 0;
                foreach (var item in node.Items)
                    count += CanBeMet(item) ? 1 : 0;
                return node.Needed > 0 && count >= node.Needed;
        }
    }

    private bool HasEnough()
    {
        if (rule.Root.LeastCredentials <= 1)
            return true;
        var keys = new HashSet<int>();
        foreach (var leaf in met)
        {
            foreach (var credential in leaf)
            {
                if (isFree(credential))
                    keys.Add(rule.Repeatable ? view.Credentials[credential].CredentialKey : view.Credentials[credential].LearningKey);
            }
        }

        return keys.Count >= rule.Root.LeastCredentials;
    }

    /// <param name="goal">What is still to be shown, the next part first.</param>
    private bool Prove(Goal? goal)
    {
        if (goal is null)
            return isAccepted(Chosen);
        if (++_steps > MostSteps)
            return false;
        var (node, from, needed, next) = goal;
        if (needed == 0)
            return Prove(next);
        switch (node.Kind)
        {
            case ConditionKind.Passed:
                return PassedCheck.Met(node, view) && Prove(next);
            case ConditionKind.Earned:
                return ProveLeaf(node, next);
            default:
                var missing = from == 0 ? node.Needed : needed;
                for (var i = from; i <= node.Items.Length - missing; i++)
                {
                    var rest = missing == 1 ? next : new Goal(node, i + 1, missing - 1, next);
                    if (CanBeMet(node.Items[i]) && Prove(new Goal(node.Items[i], 0, 1, rest)))
                        return true;
                }

                return false;
        }
    }

    private bool ProveLeaf(RequirementNode leaf, Goal? next)
    {
        foreach (var index in met[leaf.Leaf])
        {
            var credential = view.Credentials[index];
            if (!isFree(index) || _used[credential.CredentialKey] || (!rule.Repeatable && _used[credential.LearningKey]))
                continue;
            Take(credential, true);
            Chosen[leaf.Leaf] = index;
            if (Prove(next))
                return true;
            Take(credential, false);
            Chosen[leaf.Leaf] = -1;
        }

        return false;
    }

    private void Take(in CredentialView credential, bool taken)
    {
        _used[credential.CredentialKey] = taken;
        if (!rule.Repeatable)
            _used[credential.LearningKey] = taken;
    }

    private static int[] Empty(int length)
    {
        var chosen = new int[length];
        Array.Fill(chosen, -1);
        return chosen;
    }

    /// <param name="From">The first item of a group not yet considered.</param>
    /// <param name="Needed">How many more of its items are needed.</param>
    private sealed record Goal(RequirementNode Node, int From, int Needed, Goal? Next);
}
