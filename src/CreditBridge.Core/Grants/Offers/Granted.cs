using System.Globalization;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Requests;

namespace CreditBridge.Core.Grants;

/// <summary>Tells the learner what was granted: one letter a decision, an offer with its last day.</summary>
internal static class Granted
{
    public static Task TellAsync(LetterWriting letters, IReadOnlyList<CreditGrant> grants, CreditRequest request, Learner learner, CancellationToken cancellation)
    {
        if (grants.Count == 0)
            return Task.CompletedTask;
        return letters.ToLearnerAsync(grants[0].State == GrantState.Offered ? LetterEvent.CreditOffered : LetterEvent.RequestDecided, learner, request, ValuesOf(grants), cancellation);
    }

    /// <summary>What letters may name: the credit, a line each, and the last day to answer.</summary>
    public static Dictionary<string, string> ValuesOf(IReadOnlyList<CreditGrant> grants) =>
        new() { ["credit"] = WordsOf(grants.SelectMany(grant => grant.Lines)), ["answer_by"] = grants[0].AnswerDueOn?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "" };

    public static string WordsOf(IEnumerable<GrantLine> lines) =>
        string.Join('\n', lines.Select(line => $"{AwardWords.Of(line.Kind, line.CourseCode, line.ElectiveSubject, line.CourseLevel)}, {line.Credits.ToString("0.###", CultureInfo.InvariantCulture)} credits"));
}
