namespace CreditBridge.Core.Rules;

/// <summary>Whether a rule was decided for this learner before. A later version of the rule does not change that.</summary>
internal static class EarlierDecisions
{
    /// <summary>The reason in a sentence; null when there is something new to decide.</summary>
    public static string? Find(Attempt attempt)
    {
        var state = default(EarlierAwardState?);
        foreach (var award in attempt.View.Portfolio.Earlier)
        {
            if (!IsSame(award, attempt))
                continue;
            if (award.State == EarlierAwardState.Declined)
                attempt.Decline(award.CredentialIds);
            if (state is null || award.State < state)
                state = award.State;
        }

        return state switch
        {
            EarlierAwardState.Granted => "Credit by this rule was granted before.",
            EarlierAwardState.Requested => "Credit by this rule is asked for already and waits for a decision.",
            EarlierAwardState.Declined when !attempt.TryChoose(_ => true) => "Credit by this rule was declined on the same evidence; you may appeal, or earn something new.",
            _ => null,
        };
    }

    private static bool IsSame(EarlierAward award, Attempt attempt) =>
        award.RuleCode == attempt.Rule.Rule.Code
        && (attempt.OccurrenceIndex < 0 || award.UseKeys.Contains(UseKey.OfCredential(attempt.Occurrence)));
}
