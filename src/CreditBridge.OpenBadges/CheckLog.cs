namespace CreditBridge.OpenBadges;

/// <summary>The checks made so far, in their order.</summary>
internal sealed class CheckLog(TimeProvider time)
{
    private readonly List<Check> _checks = [];

    public IReadOnlyList<Check> Checks => _checks;

    /// <summary>UTC; the moment the credential is judged at.</summary>
    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    public bool HasFailed => _checks.Exists(check => check.Result == CheckResult.Failed);

    public void Passed(string what, string how, string sentence) => Add(what, how, CheckResult.Passed, null, sentence);

    public void Warning(string what, string how, string reason, string sentence) => Add(what, how, CheckResult.Warning, reason, sentence);

    public void Failed(string what, string how, string reason, string sentence) => Add(what, how, CheckResult.Failed, reason, sentence);

    public void Unknown(string what, string how, string reason, string sentence) => Add(what, how, CheckResult.Unknown, reason, sentence);

    public void Add(string what, string how, CheckResult result, string? reason, string sentence) => _checks.Add(new Check(what, how, Now, result, reason, sentence));
}
