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
    }

    public RuleBook Book { get; }

    public Portfolio Portfolio { get; }

    public CreditPolicy Policy { get; }

    public DateOnly AsOf { get; }

    /// <summary>The policy as it holds for this learner; worked out where a rule is met.</summary>
    public PolicyInForce InForce => field ??= Policy.Explain(Book, Portfolio);

    public CredentialView[] Credentials { get; }

    /// <summary>Read only where a rule is met or asks for a course.</summary>
    public TranscriptView Transcript => field ??= new TranscriptView(Book.Courses, Portfolio.Courses);

    /// <summary>Keys of credentials and of learning are numbered from 0 to this, exclusive.</summary>
    public int KeyCount => 2 * Credentials.Length;

    public static PortfolioView Of(RuleBook book, Portfolio portfolio, CreditPolicy policy, DateOnly asOf) => new(book, portfolio, policy, asOf);

    /// <summary>Every credential at every leaf that names it: by rule, then leaf, then preference.</summary>
    public Match[] Matches()
    {
        var matches = new List<Match>();
        for (var i = 0; i < Credentials.Length; i++)
        {
            if (Credentials[i].Achievement is not { } achievement)
                continue;
            foreach (var touch in Book.TouchesOf(achievement))
                matches.Add(new Match(touch.Rule, touch.Leaf, i));
        }

        matches.Sort();
        return [.. matches];
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
        var sorted = new (PortfolioCredential Credential, bool IsClean)[Portfolio.Credentials.Count];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = (Portfolio.Credentials[i], IsClean(Portfolio.Credentials[i]));
        Array.Sort(sorted, ComparePreference);
        var views = new CredentialView[sorted.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            var (credential, isClean) = sorted[i];
            var achievement = Book.Find(credential.Partner, credential.Achievement);
            var (same, learning) = (i, i);
            for (var j = 0; j < i && (same == i || learning == i); j++)
            {
                if (same == i && views[j].Credential.CanonicalId == credential.CanonicalId)
                    same = j;
                if (learning == i && IsSameLearning(views[j], achievement, credential))
                    learning = j;
            }

            views[i] = new CredentialView(credential, achievement, same, sorted.Length + learning, isClean);
        }

        return views;
    }

    private bool IsClean(PortfolioCredential credential) =>
        credential.Verification != VerificationState.Indeterminate
        && credential.Assurance >= Policy.LeastAssurance
        && Policy.ApprovedPartners.Contains(credential.Partner);

    private static bool IsSameLearning(in CredentialView other, AchievementEntry? achievement, PortfolioCredential credential) =>
        achievement is null
            ? other.Achievement is null && other.Credential.Partner == credential.Partner && other.Credential.Achievement == credential.Achievement
            : other.Achievement?.Group == achievement.Group;

    private static int ComparePreference((PortfolioCredential Credential, bool IsClean) left, (PortfolioCredential Credential, bool IsClean) right)
    {
        var order = right.IsClean.CompareTo(left.IsClean);
        if (order == 0)
            order = right.Credential.Assurance.CompareTo(left.Credential.Assurance);
        if (order == 0)
            order = right.Credential.IssuedOn.CompareTo(left.Credential.IssuedOn);
        return order != 0 ? order : left.Credential.Id.CompareTo(right.Credential.Id);
    }
}
