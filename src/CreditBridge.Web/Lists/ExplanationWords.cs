namespace CreditBridge.Web.Lists;

/// <summary>The sentences of an explanation, without those that the page says elsewhere.</summary>
internal static class ExplanationWords
{
    public static IEnumerable<string> Beside(string explanation, string saidElsewhere) =>
        explanation.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(sentence => !saidElsewhere.Contains(sentence, StringComparison.Ordinal));
}
