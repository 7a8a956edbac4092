using System.Text.RegularExpressions;

namespace CreditBridge.Web.Lists;

/// <summary>The sentences of an explanation, or of why a person must look, as lists print them.</summary>
internal static partial class ExplanationWords
{
    /// <summary>Without those that the page says elsewhere.</summary>
    public static IEnumerable<string> Beside(string explanation, string saidElsewhere) =>
        explanation.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(sentence => !saidElsewhere.Contains(sentence, StringComparison.Ordinal));

    /// <summary>Sentences that stand one after the other, each once.</summary>
    public static IEnumerable<string> Each(string sentences) => BetweenSentences().Split(sentences).Where(sentence => sentence.Length > 0).Distinct();

    [GeneratedRegex(@"(?<=[.!?])\s+(?=\p{Lu})")]
    private static partial Regex BetweenSentences();
}
