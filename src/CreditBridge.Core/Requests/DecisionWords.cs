using System.Globalization;

namespace CreditBridge.Core.Requests;

/// <summary>A decided line in one sentence or two, as history and letter tell it.</summary>
public static class DecisionWords
{
    public static string Of(RequestLine line)
    {
        var what = AwardWords.Of(line.Kind, line.CourseCode, line.ElectiveSubject, line.CourseLevel, line.Options);
        var credits = line.Kind == AwardKind.Exemption ? "" : string.Create(CultureInfo.InvariantCulture, $" ({line.Credits:0.###} credits)");
        var decision = line.State switch
        {
            LineState.Declined => $"{what}: declined.",
            LineState.OnCondition => $"{what}{credits}: approved on condition. {Condition(line.Condition, line.ConditionCredits)}",
            LineState.ApprovedDifferently => $"{what}{credits}: approved, differently than asked.",
            LineState.Approved => $"{what}{credits}: approved.",
            _ => $"{what}: waits for a decision.",
        };
        return string.IsNullOrEmpty(line.DecisionSentence) ? decision : $"{decision} {line.DecisionSentence}";
    }

    public static string Condition(LineCondition? condition, decimal? credits) => condition == LineCondition.ResidentCredits
        ? string.Create(CultureInfo.InvariantCulture, $"It is granted once you have passed {credits:0.###} credits here.")
        : "It is granted once you are enrolled.";
}
