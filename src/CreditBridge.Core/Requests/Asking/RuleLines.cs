using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;

namespace CreditBridge.Core.Requests;

/// <summary>The request lines that a rule's decision comes to: one for each award that is open, with the explanation and the evidence as they are now.</summary>
internal static class RuleLines
{
    /// <param name="reason">Why a person looks, where the rule itself asks for none.</param>
    public static IEnumerable<RequestLine> Of(RuleDecision decision, LearnerRecord learner, PublishedBook book, string reason = "")
    {
        List<EvidenceItem> evidence = [.. decision.Credentials.Select(credential => EvidenceOf(learner, credential.Id))];
        return decision.Lines.Where(line => line.State is AwardState.Open or AwardState.NeedsPerson).Select(line => new RequestLine
        {
            RuleVersionId = decision.RuleVersionId,
            RuleCode = decision.RuleCode,
            Basis = book.Bases.TryGetValue(decision.RuleVersionId, out var basis) ? basis : null,
            AwardLineId = line.LineId,
            Occurrence = decision.Occurrence,
            Kind = KindOf(line.Award),
            CourseCode = CourseOf(line),
            CourseGroups = [.. line.CourseGroups],
            ElectiveSubject = (line.Award as ElectiveCredit)?.Subject,
            CourseLevel = LevelOf(line),
            Credits = line.Credits,
            GradeCode = line.Award.GradeCode,
            Options = [.. line.Options.Where(option => option.State is AwardState.Open or AwardState.NeedsPerson).Select(option =>
                new AwardOption(option.LineId, KindOf(option.Award), CourseOf(option), (option.Award as ElectiveCredit)?.Subject, LevelOf(option), [.. option.CourseGroups], option.Credits))],
            Explanation = decision.Explanation,
            ReviewReason = decision.Reasons.Count > 0 ? string.Join(' ', decision.Reasons) : reason,
            Evidence = evidence,
            UseKeys = [.. decision.UseKeys],
        });
    }

    public static EvidenceItem EvidenceOf(LearnerRecord learner, Guid credential)
    {
        var (stored, partner, title) = learner.Credentials[credential];
        return new(stored.Id, partner, title, stored.PayloadSha256);
    }

    private static string? CourseOf(AwardLine line) =>
        line.Award is ElectiveCredit elective ? elective.Placeholder : line.Courses.Count == 0 ? null : string.Join(" + ", line.Courses);

    private static string LevelOf(AwardLine line) => (line.Level ?? Catalog.CourseLevel.Lower).ToString();

    private static AwardKind KindOf(CreditAward award) => award switch
    {
        ChoiceOf => AwardKind.Choice,
        ElectiveCredit => AwardKind.Elective,
        BlockCredit => AwardKind.Block,
        Exemption => AwardKind.Exemption,
        _ => AwardKind.Course,
    };
}
