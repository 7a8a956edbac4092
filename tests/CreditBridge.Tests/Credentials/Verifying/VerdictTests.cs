using CreditBridge.Core.Credentials.Verifying;
using CreditBridge.OpenBadges;
using S = CreditBridge.Core.Credentials.CredentialStatus;
using V = CreditBridge.Core.Credentials.VerificationState;

namespace CreditBridge.Tests.Credentials.Verifying;

/// <summary>What the verifier says, and what it means for credit.</summary>
[TestClass]
public sealed class VerdictTests
{
    private static readonly DateTime At = new(2026, 11, 24, 8, 0, 0, DateTimeKind.Utc);

    [TestMethod]
    [DataRow("", "", V.Valid, S.Active, false)]
    [DataRow("expired", "", V.Valid, S.Expired, false)]
    [DataRow("revoked", "", V.Valid, S.Revoked, false)]
    [DataRow("suspended", "", V.Valid, S.Suspended, false)]
    [DataRow("expired revoked", "", V.Valid, S.Revoked, false)]
    [DataRow("not-yet-valid", "", V.Valid, S.Active, false)]
    [DataRow("bad-signature", "", V.Invalid, null, false)]
    [DataRow("bad-signature revoked", "", V.Invalid, S.Revoked, false)]
    [DataRow("recipient-differs", "", V.Invalid, null, false)]
    [DataRow("no-proof", "", V.NotSigned, null, false)]
    [DataRow("no-proof bad-signature", "", V.Invalid, null, false)]
    [DataRow("", "status-unreachable", V.Indeterminate, null, true)]
    [DataRow("expired", "status-unreachable", V.Indeterminate, S.Expired, true)]
    [DataRow("", "issuer-key-not-bound", V.Indeterminate, null, false)]
    [DataRow("", "issuer-key-not-bound status-unreachable", V.Indeterminate, null, false)]
    public void Of_ByReasons_SaysWhatItMeans(string failed, string unknown, V state, S? status, bool mayPass)
    {
        var verdict = Verdict.Of(Verified(failed, unknown), isLearnerSupplied: false);
        Assert.AreEqual((state, status, mayPass), (verdict.State, verdict.Status, verdict.MayPass));
    }

    [TestMethod]
    public void Of_UnsignedFromALearner_IsInvalid() => Assert.AreEqual(V.Invalid, Verdict.Of(Verified("no-proof", ""), isLearnerSupplied: true).State);

    [TestMethod]
    public void Of_AReasonNobodyKnows_IsNeverValid() => Assert.AreEqual(V.Invalid, Verdict.Of(Verified("something-new", ""), isLearnerSupplied: false).State);

    [TestMethod]
    public void After_MoreAndMoreTries_WaitsLongerUpToAWeek()
    {
        Assert.AreEqual(TimeSpan.FromMinutes(5), Rechecking.After(1));
        Assert.AreEqual(TimeSpan.FromDays(1), Rechecking.After(33));
        Assert.AreEqual(Rechecking.Weekly, Rechecking.After(34));
        Assert.AreEqual(Rechecking.Weekly, Rechecking.After(int.MaxValue));
    }

    [TestMethod]
    [DataRow("sha256$28d50415252ab6c689a54413da15b083034b66e5", null, DisplayName = "Too short")]
    [DataRow("md5$0cc175b9c0f1b6a831c399e269772661", null)]
    [DataRow("sha256$zz3d8b2d4d5a1a3bb0bbd3c6d2b6b3b1b5bd0e1f1a7a4d1ea2f5cbe0f1a2b3c4", "x")]
    public void Parse_WhatIsNoSha256_IsNone(string hash, string? salt) => Assert.IsNull(HashedRecipient.Parse(hash, salt));

    private static Verification Verified(string failed, string unknown)
    {
        List<Check> checks = [new("Shape", "read", At, CheckResult.Passed, null, "Read.")];
        checks.AddRange(Each(failed).Select(reason => new Check("A", "b", At, CheckResult.Failed, reason, "c")));
        checks.AddRange(Each(unknown).Select(reason => new Check("A", "b", At, CheckResult.Unknown, reason, "c")));
        return failed.Length > 0 ? new Verification.Invalid(null, checks, []) : unknown.Length > 0 ? new Verification.Indeterminate(null, checks, []) : new Verification.Valid(null, checks, []);
    }

    private static string[] Each(string reasons) => reasons.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
