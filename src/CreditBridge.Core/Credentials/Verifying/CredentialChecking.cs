using System.Text;
using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Credentials.Verifying;

/// <summary>Asks the verifier, outside of any transaction. Whatever happens there is an answer: a failure of ours is 'could not check', never a verdict.</summary>
public sealed class CredentialChecking(CredentialVerifier verifier, TimeProvider time)
{
    /// <summary>Most machines this runs on have two cores.</summary>
    private const int AtOnce = 2;

    internal async Task<(Verdict Verdict, Verification? Verification)> CheckAsync(string payload, IReadOnlyCollection<RecipientIdentity> recipients, bool isLearnerSupplied, CancellationToken cancellation)
    {
        try
        {
            var verification = await verifier.VerifyAsync(CredentialFile.Open(Encoding.UTF8.GetBytes(payload)), recipients, cancellation);
            return (Verdict.Of(verification, isLearnerSupplied), verification);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            return (Verdict.Unreachable($"The check itself stopped: {problem.Message}", time.GetUtcNow().UtcDateTime), null);
        }
    }

    /// <param name="whose">The identities to compare the recipient with, and the learner found by a hash.</param>
    internal async Task<IReadOnlyList<JudgedCredential>> CheckAsync(IReadOnlyList<DueCredential> due, Func<DueCredential, (Guid? Learner, List<RecipientIdentity> Recipients)> whose, CancellationToken cancellation)
    {
        var judged = new JudgedCredential[due.Count];
        await Parallel.ForAsync(0, due.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (i, cancel) =>
        {
            var (learner, recipients) = whose(due[i]);
            var (verdict, verification) = await CheckAsync(due[i].Payload, recipients, due[i].IsLearnerSupplied, cancel);
            judged[i] = new(due[i], verdict, learner, verification?.Claims);
        });
        return judged;
    }
}
