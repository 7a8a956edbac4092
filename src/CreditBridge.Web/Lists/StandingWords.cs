using CreditBridge.Core.Learners;

namespace CreditBridge.Web.Lists;

/// <summary>A learner's standing, and what a posting that may not be sent because of it waits for.</summary>
internal static class StandingWords
{
    public static string Of(LearnerStanding standing) => standing == LearnerStanding.NonDegree ? "non-degree" : standing.ToString().ToLowerInvariant();

    public static string Held(LearnerStanding standing) => standing switch
    {
        LearnerStanding.Former => "Held: the learner has left, and it waits until they are admitted again",
        LearnerStanding.Graduated => "Held: the learner has graduated, and it waits until they are admitted again",
        _ => "Held until the learner is admitted or enrolled",
    };
}
