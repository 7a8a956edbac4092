using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>
/// A portfolio looked up in the rule book once. Credentials stand best first (clean, then assurance, then newest), so that the first that meets
/// a requirement is the one to use, in whatever order they came.
/// </summary>
internal sealed class PortfolioView
{
    private PortfolioView(RuleBook book, Portfolio portfolio, CreditPolicy policy, DateOnly asOf)
    {
        (Book, Portfolio, Policy, AsOf) = (book, portfolio, policy, asOf);
        Credentials = SortedCredentials();
        Transcript = new TranscriptView(book.Courses, portfolio.Courses);
    }

    public RuleBook Book { get; }

    public Portfolio Portfolio { get; }

    public CreditPolicy Policy { get; }

    public DateOnly AsOf { get; }

    public CredentialView[] Credentials { get; }

    public TranscriptView Transcript { get; }

    /// <summary>Keys of credentials and of learning are numbered from 0 to this, exclusive.</summary>
    public int KeyCount => 2 * Credentials.Length;

    public static PortfolioView Of(RuleBook book, Portfolio portfolio, CreditPolicy policy, DateOnly asOf) => new(book, portfolio, policy, asOf);

    /// <summary>Rules that a credential touches, in the order of their codes.</summary>
    public List<CompiledRule> Candidates()
    {
        var indexes = new List<int>();
        foreach (var credential in Credentials)
        {
            if (credential.Achievement is not null)
                indexes.AddRange(Book.TouchesOf(credential.Achievement).Rules);
        }

        indexes.Sort();
        var rules = new List<CompiledRule>(indexes.Count);
        for (var i = 0; i < indexes.Count; i++)
        {
            if (i == 0 || indexes[i] != indexes[i - 1])
                rules.Add(Book[indexes[i]]);
        }

        return rules;
    }

    /// <summary>The day that governs for one credential.</summary>
    public DateOnly On(GoverningDate governing, PortfolioCredential credential) => governing switch
    {
        GoverningDate.Earned => credential.IssuedOn,
        GoverningDate.EntryTerm => Portfolio.Learner.EntryTermStartsOn ?? credential.RequestedOn ?? AsOf,
        GoverningDate.Decided => AsOf,
        _ => credential.RequestedOn ?? AsOf,
    };

    private CredentialView[] SortedCredentials()
    {
        PortfolioCredential[] sorted = [.. Portfolio.Credentials];
        Array.Sort(sorted, ComparePreference);
        var views = new CredentialView[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            var credential = sorted[i];
            var achievement = Book.Find(credential.Partner, credential.Achievement);
            var patterns = achievement is null ? [] : Book.TouchesOf(achievement).Patterns;
            var (same, learning) = (i, i);
            for (var j = 0; j < i && (same == i || learning == i); j++)
            {
                if (same == i && sorted[j].CanonicalId == credential.CanonicalId)
                    same = j;
                if (learning == i && IsSameLearning(views[j], achievement, credential))
                    learning = j;
            }

            views[i] = new CredentialView(credential, achievement, patterns, same, sorted.Length + learning, IsClean(credential));
        }

        return views;
    }

    private static bool IsSameLearning(in CredentialView other, AchievementEntry? achievement, PortfolioCredential credential) =>
        achievement is null
            ? other.Achievement is null && other.Credential.Partner == credential.Partner && other.Credential.Achievement == credential.Achievement
            : other.Group == achievement.Group;

    private bool IsClean(PortfolioCredential credential) =>
        credential.Verification != VerificationState.Indeterminate
        && credential.Assurance >= Policy.LeastAssurance
        && Policy.ApprovedPartners.Contains(credential.Partner);

    private int ComparePreference(PortfolioCredential left, PortfolioCredential right)
    {
        var order = IsClean(right).CompareTo(IsClean(left));
        if (order == 0)
            order = right.Assurance.CompareTo(left.Assurance);
        if (order == 0)
            order = right.IssuedOn.CompareTo(left.IssuedOn);
        return order != 0 ? order : left.Id.CompareTo(right.Id);
    }
}
