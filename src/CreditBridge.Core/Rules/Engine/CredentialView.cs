namespace CreditBridge.Core.Rules;

/// <summary>A credential with its place in the rule book.</summary>
/// <param name="Achievement">Missing when the book knows nothing of it.</param>
/// <param name="CredentialKey">The same number for the same badge.</param>
/// <param name="LearningKey">The same number for the same learning.</param>
/// <param name="IsClean">Nothing about it needs a person: partner approved, assurance enough, nothing left unchecked.</param>
internal readonly record struct CredentialView(
    PortfolioCredential Credential, AchievementEntry? Achievement, int CredentialKey, int LearningKey, bool IsClean)
{
    public string Name => Achievement?.Name ?? Credential.Achievement;

    public string LearningUseKey => Achievement?.GroupKey ?? UseKey.OfAchievement(Credential.Partner, Credential.Achievement);
}
