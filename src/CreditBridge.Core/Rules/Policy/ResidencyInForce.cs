using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <summary>
/// Residency as a cap on credit not earned here. Courses count in the order of their terms, earlier awards after them; of the programme's last credits only so many may
/// come from elsewhere. The transcript does not say which courses apply to the programme, which were repeated, or at which campus they were taken: all that were
/// passed count as earned here, once.
/// </summary>
internal static class ResidencyInForce
{
    public static CapInForce Of(Residency residency, string source, string program, decimal credits, RuleBook book, Portfolio portfolio)
    {
        var mark = Math.Max(0, credits - residency.OfLast);
        var (earned, elsewhere, awarded) = (0m, 0m, 0m);
        foreach (var course in portfolio.Courses.Where(course => TranscriptView.Counts(course.State)).OrderBy(course => course.TermStartsOn).ThenBy(course => course.State == TranscriptState.Passed))
            Add(course.Credits, course.State == TranscriptState.Transferred);
        foreach (var award in portfolio.Earlier.Where(award => award.State != EarlierAwardState.Declined))
        {
            awarded += award.Credits;
            if (!IsOnTranscript(award))
                Add(award.Credits, true);
        }

        var left = Math.Max(0, mark - earned) + Math.Max(0, residency.OfLast - residency.Least - elsewhere);
        return new(new CreditCap(residency.Action, awarded + left), awarded + left,
            $"so that {Wording.Text(residency.Least)} of the last {Wording.Text(residency.OfLast)} credits of programme {program} are earned here, {source}");

        void Add(decimal more, bool isElsewhere)
        {
            var within = Math.Min(more, Math.Max(0, earned + more - mark));
            earned += more;
            elsewhere += isElsewhere ? within : 0;
        }

        // Posted credit comes back from the student system as transferred courses.
        bool IsOnTranscript(EarlierAward award) => award.CourseGroups.Count > 0 && award.CourseGroups.All(name =>
            portfolio.Courses.Any(course => course.State == TranscriptState.Transferred && book.Courses.Find(course.Course)?.GroupName == name));
    }
}
