namespace CreditBridge.Core.Rules;

/// <summary>
/// What is used up and given, by which rule: by earlier awards first, then by the recommended set. Credentials and learning are used once,
/// course groups given once.
/// </summary>
internal sealed class Ledger
{
    private readonly PortfolioView _view;
    private readonly string?[] _users;
    private readonly string?[] _noCredit;
    private readonly string?[] _held;
    private readonly string?[] _heldFromPatterns;
    private readonly List<(int Group, string Rule, Attempt? Attempt)> _courses = [];

    public Ledger(PortfolioView view)
    {
        _view = view;
        _users = new string?[view.KeyCount];
        _noCredit = new string?[view.KeyCount];
        _held = new string?[view.KeyCount];
        _heldFromPatterns = new string?[view.KeyCount];
        foreach (var award in view.Portfolio.Earlier)
        {
            if (award.State != EarlierAwardState.Declined)
                Reserve(award);
        }
    }

    public bool IsFree(CompiledRule rule, int credential) => UserOf(rule, credential) is null && NoCreditBy(credential) is null;

    /// <summary>The rule that uses the credential or what it stands for.</summary>
    public string? UserOf(CompiledRule rule, int credential) => Of(_users, rule, credential);

    /// <summary>The rule that says 'no credit' for this very credential: another result of the same learning is not meant.</summary>
    public string? NoCreditBy(int credential) => _noCredit[_view.Credentials[credential].CredentialKey];

    /// <summary>A rule that would give for this learning only what the learner already has; to a pattern, also what the recommended set gives otherwise.</summary>
    public string? HeldBy(CompiledRule rule, int credential, bool isPattern) =>
        Of(_held, rule, credential) ?? (isPattern ? Of(_heldFromPatterns, rule, credential) : null);

    /// <summary>The rule that gives a course of the group, other than the attempt itself.</summary>
    public string? GiverOf(int courseGroup, Attempt attempt)
    {
        string? giver = null;
        foreach (var (group, rule, by) in _courses)
        {
            if (group == courseGroup && by != attempt && (giver is null || string.CompareOrdinal(rule, giver) < 0))
                giver = rule;
        }

        return giver;
    }

    public void ExcludeFromCredit(Attempt attempt)
    {
        foreach (var credential in attempt.AllMeeting())
            _noCredit[_view.Credentials[credential].CredentialKey] ??= attempt.Rule.Rule.Code;
    }

    public void MarkHeld(Attempt attempt) => Mark(_held, attempt);

    public void MarkHeldFromPatterns(Attempt attempt) => Mark(_heldFromPatterns, attempt);

    public void Take(Attempt attempt, IEnumerable<int> courseGroups)
    {
        Mark(_users, attempt);
        foreach (var group in courseGroups)
            _courses.Add((group, attempt.Rule.Rule.Code, attempt));
    }

    private string? Of(string?[] marks, CompiledRule rule, int credential)
    {
        var view = _view.Credentials[credential];
        return marks[view.CredentialKey] ?? (rule.Repeatable ? null : marks[view.LearningKey]);
    }

    private static void Mark(string?[] marks, Attempt attempt)
    {
        foreach (var index in attempt.ChosenCredentials)
        {
            var credential = attempt.View.Credentials[index];
            marks[credential.CredentialKey] ??= attempt.Rule.Rule.Code;
            if (!attempt.Rule.Repeatable)
                marks[credential.LearningKey] ??= attempt.Rule.Rule.Code;
        }
    }

    private void Reserve(EarlierAward award)
    {
        // An achievement may have joined a SameLearning group since: then the learning of its credential is used up under the group's key.
        var ofLearning = award.UseKeys.Any(UseKey.IsOfLearning);
        foreach (var credential in _view.Credentials)
        {
            var used = award.CredentialIds.Contains(credential.Credential.Id);
            if (used || award.UseKeys.Contains(UseKey.OfCredential(credential.Credential.CanonicalId)))
                Reserve(credential.CredentialKey, award);
            if ((used && ofLearning) || award.UseKeys.Contains(credential.LearningUseKey))
                Reserve(credential.LearningKey, award);
        }

        foreach (var name in award.CourseGroups)
        {
            if (_view.Book.Courses.GroupOf(name) is { } group)
                _courses.Add((group, award.RuleCode, null));
        }
    }

    /// <summary>Of several earlier awards the one with the smallest code is named, in whatever order they came.</summary>
    private void Reserve(int key, EarlierAward award)
    {
        if (_users[key] is null || string.CompareOrdinal(award.RuleCode, _users[key]) < 0)
            _users[key] = award.RuleCode;
    }
}
