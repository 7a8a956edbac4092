using CreditBridge.Core;
using CreditBridge.Core.Grants;
using CreditBridge.Tests.Support;
using static CreditBridge.Core.Grants.PostingState;

namespace CreditBridge.Tests.Grants;

[TestClass]
public sealed class PostingTests
{
    private static readonly DateTime Now = new(2026, 11, 24, 2, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);

    private static readonly HashSet<(PostingState, PostingState)> Legal =
    [
        (Pending, Sending), (Pending, Dead),
        (Sending, Sent), (Sending, Posted), (Sending, Rejected), (Sending, Unknown), (Sending, Pending),
        (Sent, Posted), (Sent, Rejected), (Sent, Unknown),
        (Posted, OnTranscript), (Posted, Unknown), (OnTranscript, Unknown),
        (Unknown, Posted), (Unknown, Pending), (Unknown, Rejected), (Unknown, Dead),
        (Rejected, Pending), (Rejected, Posted), (Rejected, Unknown), (Dead, Pending), (Dead, Posted), (Dead, Unknown),
    ];

    [TestMethod]
    public void CanMove_EveryPair_IsAsTheProtocolSays() => StateMachine.IsExactly(Legal, Posting.CanMove);

    [TestMethod]
    public void Claim_Twice_Throws()
    {
        var posting = Claimed(out _);
        Assert.ThrowsExactly<IllegalMoveException>(() => posting.Claim("other", Now, Now));
    }

    [TestMethod]
    public void Post_WithAStaleFence_Throws()
    {
        var posting = Claimed(out var fence);
        posting.LoseSight(fence, "killed", Now, Now);
        posting.NotFound(Now, Settling);
        posting.NotFound(Now + Settling, Settling);
        var newer = posting.Claim("second", Now, Now);
        Assert.ThrowsExactly<IllegalMoveException>(() => posting.Post(fence, "batch", Now));
        posting.Post(newer, "batch", Now);
        Assert.AreEqual(Posted, posting.State);
    }

    [TestMethod]
    public void NotFound_Once_StaysUnknown()
    {
        var posting = Claimed(out var fence);
        posting.LoseSight(fence, "time-out", Now, Now);
        posting.NotFound(Now, Settling);
        Assert.AreEqual(Unknown, posting.State);
        Assert.AreEqual(Now + Settling, posting.NextAttemptAt);
    }

    [TestMethod]
    public void NotFound_TwiceWithinTheSettlingTime_StaysUnknown()
    {
        var posting = Claimed(out var fence);
        posting.LoseSight(fence, "time-out", Now, Now);
        posting.NotFound(Now, Settling);
        posting.NotFound(Now + Settling - TimeSpan.FromSeconds(1), Settling);
        Assert.AreEqual(Unknown, posting.State);
    }

    [TestMethod]
    public void NotFound_TwiceAfterTheSettlingTime_MaySendAgain()
    {
        var posting = Claimed(out var fence);
        posting.LoseSight(fence, "time-out", Now, Now);
        posting.NotFound(Now, Settling);
        posting.NotFound(Now + Settling, Settling);
        Assert.AreEqual(Pending, posting.State);
    }

    [TestMethod]
    public void NotFound_WhileSending_Throws()
    {
        var posting = Claimed(out _);
        Assert.ThrowsExactly<IllegalMoveException>(() => posting.NotFound(Now, Settling));
    }

    [TestMethod]
    public void Requeue_FromPosted_Throws()
    {
        var posting = Claimed(out var fence);
        posting.Post(fence, "batch", Now);
        Assert.ThrowsExactly<IllegalMoveException>(() => posting.Requeue("2026FA", Now));
    }

    private static Posting Claimed(out int fence)
    {
        var posting = Posting.Due(Guid.CreateVersion7(), "2026FA", Now);
        fence = posting.Claim("first", Now.AddSeconds(20), Now.AddSeconds(10));
        return posting;
    }
}
