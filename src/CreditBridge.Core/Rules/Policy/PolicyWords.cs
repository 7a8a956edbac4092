using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <summary>A layer of the policy in sentences: the page shows them, and a grant keeps those that were in force.</summary>
public static class PolicyWords
{
    public static IReadOnlyList<string> Of(PolicyLayer layer)
    {
        var content = layer.Content;
        List<string> sentences =
        [
            .. content.Caps.Select(cap => $"At most {string.Join(", or ", Numbers(cap))}{Narrowed(cap)}: {Then(cap.Action)}."),
            .. content.Residency is { } residency ? [$"{residency.Least:0.###} of the last {residency.OfLast:0.###} credits are earned here: {Then(residency.Action)}."] : Array.Empty<string>(),
            .. content.TranscriptStates.Select(each => $"A course that is {State(each.State)} on the transcript: {Then(each.Action)}."),
            .. content.Bases.Select(basis => $"Credit by {RuleWords.Of(basis.Basis)}: {string.Join(", ", Treatment(basis))}."),
        ];
        return sentences.Count == 0 ? ["It sets nothing."] : sentences;
    }

    public static string Then(CapAction action) => action switch
    {
        CapAction.Warn => "granted with a notice",
        CapAction.Review => "a person looks",
        _ => "not granted unless a person decides so",
    };

    public static string State(TranscriptState state) => state switch
    {
        TranscriptState.InProgress => "in progress",
        _ => state.ToString().ToLowerInvariant(),
    };

    private static IEnumerable<string> Numbers(CreditCap cap)
    {
        if (cap.Credits is { } credits)
            yield return $"{credits:0.###} credits";
        if (cap.PercentOfProgram is { } percent)
            yield return $"{percent:0.###} % of the programme";
    }

    private static string Narrowed(CreditCap cap) => string.Concat(
        cap.Basis is { } basis ? $" by {RuleWords.Of(basis)}" : "", cap.Level is { } level ? $" at {level.ToString().ToLowerInvariant()} level" : "", cap.Partner is { } partner ? $" from {partner}" : "");

    private static IEnumerable<string> Treatment(BasisTreatment basis)
    {
        yield return basis.PostsAsInstitutional ? "posted as the institution’s own" : "posted as transfer";
        yield return basis.CountsInResidence ? "counts in residence" : "does not count in residence";
        if (basis.CountsAsUpperDivision)
            yield return "may count as upper division";
        if (basis.CountsInAverage)
            yield return "counts in the average";
        if (basis.FeeFirst)
            yield return "a fee is paid first";
    }
}
