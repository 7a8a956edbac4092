using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Night;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Support;
using R = CreditBridge.Core.Requests.RequestState;
using V = CreditBridge.Core.Rules.RuleVersionState;

namespace CreditBridge.Tests.Requests;

[TestClass]
public sealed class StateMachineTests
{
    [TestMethod]
    public void Request_EveryPair_IsAsTheDomainSays() => StateMachine.IsExactly(
    [
        (R.Draft, R.Submitted), (R.Draft, R.Withdrawn),
        (R.Submitted, R.InEvaluation), (R.Submitted, R.Withdrawn),
        (R.InEvaluation, R.MoreInformation), (R.InEvaluation, R.WithFaculty), (R.InEvaluation, R.Decided), (R.InEvaluation, R.Withdrawn),
        (R.MoreInformation, R.InEvaluation), (R.MoreInformation, R.Withdrawn),
        (R.WithFaculty, R.InEvaluation), (R.WithFaculty, R.Decided), (R.WithFaculty, R.Withdrawn),
        (R.Decided, R.Appealed), (R.Appealed, R.Decided),
    ],
    CreditRequest.CanMove);

    [TestMethod]
    public void Line_EveryPair_IsAsTheDomainSays() => StateMachine.IsExactly(
        [
            (LineState.Open, LineState.Approved), (LineState.Open, LineState.ApprovedDifferently), (LineState.Open, LineState.Declined), (LineState.Open, LineState.OnCondition),
            (LineState.OnCondition, LineState.Approved),
            // An appeal opens it again.
            (LineState.Declined, LineState.Open),
        ],
        RequestLine.CanMove);

    [TestMethod]
    public void Grant_EveryPair_IsAsTheDomainSays() => StateMachine.IsExactly(
        [(GrantState.Offered, GrantState.Accepted), (GrantState.Offered, GrantState.DeclinedByLearner), (GrantState.Offered, GrantState.Lapsed)],
        CreditGrant.CanMove);

    [TestMethod]
    public void RuleVersion_EveryPair_IsAsTheDomainSays() => StateMachine.IsExactly(
        [(V.Draft, V.InReview), (V.InReview, V.Draft), (V.InReview, V.Approved), (V.Approved, V.Published), (V.Published, V.Superseded), (V.Published, V.Retired)],
        RuleVersion.CanMove);

    [TestMethod]
    public void ImpactRun_EveryPair_IsAsWritten() => StateMachine.IsExactly(
        [
            (ImpactState.Requested, ImpactState.Running), (ImpactState.Requested, ImpactState.Failed),
            // Begun again after a worker was lost.
            (ImpactState.Running, ImpactState.Running), (ImpactState.Running, ImpactState.Completed), (ImpactState.Running, ImpactState.Failed),
        ],
        ImpactRun.CanMove);

    [TestMethod]
    public void GrantCase_EveryPair_IsAsWritten() => StateMachine.IsExactly([(CaseState.Open, CaseState.Closed)], GrantCase.CanMove);

    [TestMethod]
    public void Night_EveryPair_IsAsTheDomainSays() => StateMachine.IsExactly(
        [(NightState.Requested, NightState.Running), (NightState.Running, NightState.Completed), (NightState.Running, NightState.Failed)],
        NightRun.CanMove);
}
