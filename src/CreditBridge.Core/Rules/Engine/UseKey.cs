namespace CreditBridge.Core.Rules;

/// <summary>What a grant uses up, as text: stored with the grant and unique for a learner.</summary>
internal static class UseKey
{
    private const string Credential = "credential:";
    private const string Learning = "learning:";
    private const string Achievement = "achievement:";

    public static string OfCredential(string canonicalId) => Credential + canonicalId;

    public static string OfLearning(string sameLearning) => Learning + sameLearning;

    public static string OfAchievement(string partner, string externalId) => $"{Achievement}{partner}/{externalId}";

    /// <summary>Whether the key stands for what was learned, not for the one credential.</summary>
    public static bool IsOfLearning(string key) => !key.StartsWith(Credential, StringComparison.Ordinal);
}
