namespace CreditBridge.Core.Rules;

/// <summary>What can't hold in a layer, a sentence each.</summary>
public static class PolicyProblems
{
    public static IReadOnlyList<string> Of(PolicyScope scope, string code, PolicyContent content)
    {
        var problems = new List<string>();
        if ((scope == PolicyScope.Institution) != (code.Length == 0))
            problems.Add(scope == PolicyScope.Institution ? "The institution's layer has no code." : "Name the programme or the partner.");
        foreach (var cap in content.Caps)
        {
            if (cap.Credits is null && cap.PercentOfProgram is null)
                problems.Add("A limit needs a number of credits, or a percentage of the programme.");
            if (cap.Credits is < 0 or > 1000)
                problems.Add($"A limit of {Wording.Text(cap.Credits.Value)} credits is not between 0 and 1000.");
            if (cap.PercentOfProgram is < 0 or > 100)
                problems.Add($"{Wording.Text(cap.PercentOfProgram.Value)} percent is not between 0 and 100.");
            if (scope == PolicyScope.Partner && cap.Partner is { } partner && partner != code)
                problems.Add($"The layer of partner {code} can't limit the credit of {partner}.");
        }

        if (content.Caps.Select(cap => (cap.Partner, cap.Basis, cap.Level)).Distinct().Count() < content.Caps.Count)
            problems.Add("Two limits of this layer are about the same credit: keep one.");
        if (content.Residency is { } residency && (residency.Least < 0 || residency.OfLast <= 0 || residency.Least > residency.OfLast))
            problems.Add($"{Wording.Text(residency.Least)} of the last {Wording.Text(residency.OfLast)} credits can't be earned here.");
        if (scope == PolicyScope.Partner && (content.Residency is not null || content.TranscriptStates.Count > 0 || content.Bases.Count > 0))
            problems.Add("A partner's layer has limits only.");
        if (scope == PolicyScope.Program && content.Bases.Count > 0)
            problems.Add("How credit of a basis is recorded is set for the whole institution.");
        return problems;
    }
}
